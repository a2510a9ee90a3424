import { expect, test } from "vitest";
import { defaultLimits } from "../../limits.js";
import { readCsv } from "./csv.js";
import type { ReadyPoint } from "./document-reader.js";

const read = (text: string, maximumPoints = 3): ReadyPoint[] => {
  const document = readCsv(Buffer.from(text), { ...defaultLimits, maximumPoints });
  return "points" in document ? [...document.points] : [];
};

test("Each row becomes a structured point with its cells as texts", () => {
  expect(
    read('\ufeff商品,price, note\r\n桌子,420,\r\n\r\n,,\r\n"chair, red",180,"says ""hi""\nin two lines"\r\n'),
  ).toEqual([
    {
      content: "商品:桌子\nprice:420\n note:",
      members: {
        chunk_type: "structured",
        table_chunk_fields: [
          { field_name: "商品", field_value: "桌子" },
          { field_name: "price", field_value: "420" },
          { field_name: " note", field_value: "" },
        ],
      },
    },
    {
      content: '商品:chair, red\nprice:180\n note:says "hi"\nin two lines',
      members: {
        chunk_type: "structured",
        table_chunk_fields: [
          { field_name: "商品", field_value: "chair, red" },
          { field_name: "price", field_value: "180" },
          { field_name: " note", field_value: 'says "hi"\nin two lines' },
        ],
      },
    },
  ]);
});

test.each<{ what: string; text: string; failedCode: number; message: string }>([
  { what: "nothing", text: "", failedCode: 36007, message: "The file has no row below a header." },
  { what: "a header alone", text: "a,b\n", failedCode: 36007, message: "The file has no row below a header." },
  {
    what: "empty rows alone",
    text: "a,b\n,\n \t, \n",
    failedCode: 36007,
    message: "The file has no row below a header.",
  },
  {
    what: "a row too short",
    text: "\na,b\n1,2\n\n3\n",
    failedCode: 90001,
    message: "Line 5 has 1 value; the header has 2 columns.",
  },
  {
    what: "a row too long",
    text: "a,b\n1,2,\n",
    failedCode: 90001,
    message: "Line 2 has 3 values; the header has 2 columns.",
  },
  {
    what: "a column without a name",
    text: "a, ,c\n1,2,3\n",
    failedCode: 90001,
    message: "Column 2 has no name in the header.",
  },
  { what: "an empty header", text: ",\n1,2\n", failedCode: 90001, message: "Column 1 has no name in the header." },
  { what: "a column twice", text: "a,b,a \n1,2,3\n", failedCode: 90001, message: 'The header names two columns "a".' },
  {
    what: "a quote that stays open",
    text: 'a,b\n1,"2\n3\n',
    failedCode: 90001,
    message: "Line 3: the file ends within a value in quotes.",
  },
  {
    what: "text behind a quote",
    text: 'a,b\n1,"2"x\n',
    failedCode: 90001,
    message: "Line 2: something stands between a closing quote and the comma.",
  },
  {
    what: "a quote within a value",
    text: 'a,b\n1,x"y\n',
    failedCode: 90001,
    message: "Line 2: a quote stands within a value that has none around it.",
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
