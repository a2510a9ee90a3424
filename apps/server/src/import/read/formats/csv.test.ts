import { expect, test } from "vitest";
import { defaultLimits } from "../../limits.js";
import { readCsv } from "./csv.js";
import type { ReadyPoint } from "./document-reader.js";

const read = (text: string, delimiter?: "\t", maximumPoints = 3): ReadyPoint[] => {
  const document = readCsv(
    text,
    { limits: { ...defaultLimits, maximumPoints }, encoding: undefined, table: undefined },
    delimiter,
  );
  return "points" in document ? [...document.points] : [];
};

/** The columns of each point, as the text that people search. */
const contents = (text: string, delimiter?: "\t") => read(text, delimiter).map(({ content }) => content.split("\n"));

test("Each row becomes a structured point with its cells as texts", () => {
  expect(read('商品,price, note\n桌子,420,\n\n,,\n"chair, red",180,"says ""hi""\nin two lines"\n')).toEqual([
    {
      content: "商品:桌子\nprice:420\nnote:",
      members: {
        chunk_type: "structured",
        table_chunk_fields: [
          { field_name: "商品", field_value: "桌子" },
          { field_name: "price", field_value: "420" },
          { field_name: "note", field_value: "" },
        ],
      },
    },
    {
      content: '商品:chair, red\nprice:180\nnote:says "hi"\nin two lines',
      members: {
        chunk_type: "structured",
        table_chunk_fields: [
          { field_name: "商品", field_value: "chair, red" },
          { field_name: "price", field_value: "180" },
          { field_name: "note", field_value: 'says "hi"\nin two lines' },
        ],
      },
    },
  ]);
});

interface ContentRow {
  readonly what: string;
  readonly text: string;
  readonly delimiter?: "\t";
  readonly points: readonly (readonly string[])[];
}
test.each<ContentRow>([
  {
    what: "The column of an index, without a name",
    text: ",name\n0,apple\n1,pear\n",
    points: [
      ["column 1:0", "name:apple"],
      ["column 1:1", "name:pear"],
    ],
  },
  {
    what: "A delimiter at each end of a row",
    text: "a,b,\n1,2,\n3,4, \n",
    points: [
      ["a:1", "b:2"],
      ["a:3", "b:4"],
    ],
  },
  { what: "A delimiter at the end of rows alone", text: "a,b\n1,2,\n", points: [["a:1", "b:2"]] },
  { what: "A wholly empty column between others", text: "a,,c\n1,,3\n", points: [["a:1", "c:3"]] },
  { what: "A named column that is empty", text: "a,b\n1,\n", points: [["a:1", "b:"]] },
  { what: "A row beyond the header", text: "a\n1,2,,4\n", points: [["a:1", "column 2:2", "column 4:4"]] },
  { what: "A row that is short", text: "\na,b,c\n1\n", points: [["a:1", "b:", "c:"]] },
  { what: "A blank row above the header", text: ",\na,b\n1,2\n", points: [["a:1", "b:2"]] },
  { what: "Names broken by a spreadsheet", text: '"unit\n price ",b\n1,2\n', points: [["unit price:1", "b:2"]] },
  { what: "Equal names", text: "n,a,n ,n\n1,2,3,4\n", points: [["n:1", "a:2", "n (2):3", "n (3):4"]] },
  {
    what: "Names that look like those of others",
    text: "n,n,n (2),n (2),,column 5\n1,2,3,4,5,6\n",
    points: [["n:1", "n (3):2", "n (2):3", "n (2) (2):4", "column 5 (2):5", "column 5:6"]],
  },
  {
    what: "A quote within a value",
    text: 'ask,answer\n3/4" pipe,5\' 6"\n"2"" x",a"b"\n',
    points: [
      ['ask:3/4" pipe', "answer:5' 6\""],
      ['ask:2" x', 'answer:a"b"'],
    ],
  },
  { what: "Text behind a closing quote", text: 'a,b\n"2"x,1\n', points: [['a:"2"x', "b:1"]] },
  {
    what: "Semicolons, and decimal commas",
    text: "a;b\n1,5;2,5\n3,5;4\n",
    points: [
      ["a:1,5", "b:2,5"],
      ["a:3,5", "b:4"],
    ],
  },
  {
    what: "Semicolons with more columns than commas",
    text: "a;b, c;d\n1;2,5;3\n",
    points: [["a:1", "b, c:2,5", "d:3"]],
  },
  { what: "Semicolons at the end of rows", text: "a;b\n1;2;\n", points: [["a:1", "b:2"]] },
  { what: "Semicolons within quotes", text: 'a,b\n"1;2","3;4"\n', points: [["a:1;2", "b:3;4"]] },
  { what: "Tabs", text: "a\tb\n1,5\t\n", points: [["a:1,5", "b:"]] },
  { what: "Bars", text: "a|b\n1|2\n", points: [["a:1", "b:2"]] },
  {
    what: "One column of sentences with semicolons",
    text: "text\na; b\nc; d\n",
    points: [["text:a; b"], ["text:c; d"]],
  },
  {
    what: "One column whose name has a semicolon",
    text: "a; b\nc\nd; e\nf\n",
    points: [["a; b:c"], ["a; b:d; e"], ["a; b:f"]],
  },
  { what: "A line that says the delimiter", text: "sep=;\na;b,c\n1;2,3\n", points: [["a:1", "b,c:2,3"]] },
  { what: "A line that says an odd delimiter", text: '"SEP=^"\na^b\n1^2\n', points: [["a:1", "b:2"]] },
  { what: "A TSV", text: "a, b\tc\n1, 2\t3\n", delimiter: "\t", points: [["a, b:1, 2", "c:3"]] },
  { what: "A TSV of one column", text: "a, b\n1, 2\n", delimiter: "\t", points: [["a, b:1, 2"]] },
])("$what", ({ text, delimiter, points }) => {
  expect(contents(text, delimiter)).toEqual(points);
});

const noRow = "The file has no row below a header.";
test.each<{ what: string; text: string; failedCode: number; message: string }>([
  { what: "nothing", text: "", failedCode: 36007, message: noRow },
  { what: "a header alone", text: "a,b\n", failedCode: 36007, message: noRow },
  { what: "a header alone, without a line end", text: "a;b", failedCode: 36007, message: noRow },
  { what: "a line that says the delimiter alone", text: "sep=,\n", failedCode: 36007, message: noRow },
  { what: "empty rows alone", text: "a,b\n,\n \t, \n", failedCode: 36007, message: noRow },
  {
    what: "a quote that stays open",
    text: 'a,b\n\n1,"2\n3\n',
    failedCode: 90001,
    message: "Line 4: the file ends within a value in quotes; its row begins in line 3.",
  },
  {
    what: "a quote that stays open below a line that says the delimiter",
    text: 'sep=;\na;b\n"1\n3',
    failedCode: 90001,
    message: "Line 4: the file ends within a value in quotes; its row begins in line 3.",
  },
])("A file with $what fails", ({ text, failedCode, message }) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ name: "DocumentFailure", failedCode, message }));
});

test("Empty rows do not count as points", () => {
  expect(read("a,b\n,\n1,2\n,\n,\n3,4\n5,6\n")).toHaveLength(3);
});

test("Of more rows than a document may have points, the first too many is given", () => {
  expect(read(`a\n${"1\n".repeat(100)}`)).toHaveLength(4);
});
