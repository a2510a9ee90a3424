import { expect, test } from "vitest";
import { rowsOf, smallWorkbook } from "../../../../testing/small-workbook.js";
import { zipFile } from "../../../../testing/zip-file.js";
import { defaultLimits } from "../../limits.js";
import { readXlsx } from "./xlsx.js";

const settings = { limits: defaultLimits, encoding: undefined, table: undefined };

const read = async (bytes: Uint8Array) => {
  const document = await readXlsx(bytes, settings);
  return "points" in document ? [...document.points] : [];
};
const contents = async (bytes: Uint8Array) => (await read(bytes)).map(({ content }) => content);
const table = [
  ["item", "price"],
  ["desk", 420],
];

test("Each row below the header is a structured point, with its sheet's name", async () => {
  const bytes = smallWorkbook({
    sheets: [
      { name: "家具", rows: rowsOf(table) },
      { name: "Second", rows: rowsOf([["a"], ["1"]]) },
    ],
  });
  expect(await read(bytes)).toEqual([
    {
      content: "item:desk\nprice:420",
      members: {
        chunk_type: "structured",
        table_chunk_fields: [
          { field_name: "item", field_value: "desk" },
          { field_name: "price", field_value: "420" },
        ],
        sheet_name: "家具",
      },
    },
    {
      content: "a:1",
      members: {
        chunk_type: "structured",
        table_chunk_fields: [{ field_name: "a", field_value: "1" }],
        sheet_name: "Second",
      },
    },
  ]);
});

test("A title above the header is a text of its sheet", async () => {
  const rows = rowsOf([
    ["Prices of 2024"],
    [],
    ["valid until", "June"],
    ["item", "price", "note", "since"],
    ["desk", 1, "x", 2],
    ["chair", 2, "y", 3],
  ]);
  const [above, ...points] = await read(smallWorkbook({ sheets: [{ name: "S", rows, merges: ["A1:D1"] }] }));
  expect(above).toEqual({
    content: "Prices of 2024\nvalid until  June",
    members: { chunk_title: "", chunk_type: "text", sheet_name: "S" },
  });
  expect(points.map(({ content }) => content)).toEqual([
    "item:desk\nprice:1\nnote:x\nsince:2",
    "item:chair\nprice:2\nnote:y\nsince:3",
  ]);
});

test("Notes above the header are a text, also where one of their rows is nearly as full as a header", async () => {
  const rows = rowsOf([
    ["please", "read", "this", "first"],
    ["or", undefined, "ask"],
    ["item", "price", "note", "since", "until"],
    ["desk", 1, "x", 2, 3],
    ["chair", 2, "y", 3, 4],
    ["lamp", 2, "z", 3, 4],
  ]);
  expect((await contents(smallWorkbook({ sheets: [{ name: "S", rows }] }))).slice(0, 2)).toEqual([
    "please  read  this  first\nor  ask",
    "item:desk\nprice:1\nnote:x\nsince:2\nuntil:3",
  ]);
});

test.each([
  { what: "a header with a name for each column", header: ["item", "price", "note", "since"], first: "item:Furniture" },
  { what: "a header that lacks a name", header: ["item", "price", "note"], first: "item:Furniture" },
])("Below $what, a row that is a title of others is no header", async ({ header, first }) => {
  const rows = rowsOf([header, ["Furniture"], ["desk", 1, "x", 2], ["chair", 2, "y", 3], ["lamp", 2, "z", 3]]);
  const [content = ""] = await contents(smallWorkbook({ sheets: [{ name: "S", rows }] }));
  expect(content.split("\n")[0]).toBe(first);
});

test("A header of years, above a title of others, is no note", async () => {
  const rows = rowsOf([[undefined, 2021, 2022], ["Assets"], ["Cash", 10, 20], ["Land", 30, 40], ["Stock", 5, 6]]);
  expect((await contents(smallWorkbook({ sheets: [{ name: "S", rows }] })))[1]).toBe("column 1:Cash\n2021:10\n2022:20");
});

test("A header of merged cells names each column by all of them; a cell over several rows counts for each", async () => {
  const rows = rowsOf([
    ["region", "sales", undefined, "note"],
    [undefined, "2023", "2024"],
    ["north", 1, 2, "a"],
    [undefined, 3, 4],
  ]);
  const merges = ["A1:A2", "B1:C1", "D1:D2", "A3:A4"];
  expect(await contents(smallWorkbook({ sheets: [{ name: "S", rows, merges }] }))).toEqual([
    "region:north\nsales 2023:1\nsales 2024:2\nnote:a",
    "region:north\nsales 2023:3\nsales 2024:4\nnote:",
  ]);
});

interface CellRow {
  readonly what: string;
  readonly cell: string;
  readonly format?: string;
  readonly is1904?: boolean;
  readonly expected: string;
}
const styled = (value: number) => `<c s="1"><v>${value}</v></c>`;
test.each<CellRow>([
  { what: "a fraction that Excel shows with 15 digits", cell: "<c><v>0.30000000000000004</v></c>", expected: "0.3" },
  { what: "a number of 15 digits", cell: "<c><v>123456789012345</v></c>", expected: "123456789012345" },
  { what: "a number that is shown shorter", cell: styled(2.71), format: "0.0", expected: "2.71" },
  { what: "a price", cell: styled(1234.5), format: '"€" #,##0.00', expected: "1234.5" },
  { what: "a percentage", cell: styled(0.1525), format: "0%", expected: "15.25%" },
  { what: "a negative percentage", cell: styled(-0.07), format: "0.0%;[Red]-0.0%", expected: "-7%" },
  { what: "a per cent sign that is text", cell: styled(7), format: '0 "% of all"', expected: "7" },
  { what: "a date", cell: styled(45532), format: "yyyy-mm-dd", expected: "2024-08-28" },
  { what: "a date of the United States", cell: styled(45532), format: "[$-409]mmm d, yyyy;@", expected: "2024-08-28" },
  { what: "a Chinese date", cell: styled(45532), format: 'yyyy"年"m"月"d"日"', expected: "2024-08-28" },
  {
    what: "a date with a time",
    cell: styled(45532.604166666664),
    format: "d/m/yy h:mm",
    expected: "2024-08-28 14:30:00",
  },
  { what: "midnight of a day", cell: styled(45532), format: "d/m/yy h:mm", expected: "2024-08-28 00:00:00" },
  {
    what: "a date whose time is not shown",
    cell: styled(45532.5),
    format: "yyyy-mm-dd",
    expected: "2024-08-28 12:00:00",
  },
  { what: "a time", cell: styled(0.6041666666666666), format: "h:mm AM/PM", expected: "14:30:00" },
  { what: "a duration", cell: styled(1.5), format: "[h]:mm:ss", expected: "36:00:00" },
  { what: "a long duration", cell: styled(100), format: "[h]:mm", expected: "2400:00:00" },
  { what: "the first day of March 1900", cell: styled(61), format: "yyyy-mm-dd", expected: "1900-03-01" },
  { what: "a telephone number as a date", cell: styled(13800138000), format: "yyyy-mm-dd", expected: "13800138000" },
  { what: "a number as a date", cell: styled(20240828), format: "yyyy-mm-dd", expected: "20240828" },
  { what: "a number beyond dates of a time", cell: styled(13800138000), format: "[h]:mm", expected: "13800138000" },
  { what: "the last date", cell: styled(2958465), format: "yyyy-mm-dd", expected: "9999-12-31" },
  { what: "a number below dates", cell: styled(-1.5), format: "yyyy-mm-dd hh:mm", expected: "-1.5" },
  { what: "a date of the Macintosh", cell: styled(44070), format: "yyyy-mm-dd", is1904: true, expected: "2024-08-28" },
  { what: "a truth value", cell: '<c t="b"><v>1</v></c>', expected: "TRUE" },
  { what: "an error", cell: '<c t="e"><v>#DIV/0!</v></c>', expected: "#DIV/0!" },
  { what: "a formula's number", cell: "<c><f>1+1</f><v>2</v></c>", expected: "2" },
  { what: "a formula's text", cell: '<c t="str"><f>A1&amp;"x"</f><v>ax</v></c>', expected: "ax" },
  { what: "a shared text", cell: '<c t="s"><v>0</v></c>', expected: "shared" },
  { what: "a text with fonts, without how it is pronounced", cell: '<c t="s"><v>1</v></c>', expected: "東京 Tokyo" },
  { what: "a text in lines", cell: '<c t="inlineStr"><is><t>a\r\nb</t></is></c>', expected: "a\nb" },
  { what: "an external entity", cell: '<c t="inlineStr"><is><t>&x;</t></is></c>', expected: "&x;" },
])("A cell with $what gives $expected", async ({ cell, format, is1904 = false, expected }) => {
  const strings = [
    "<t>shared</t>",
    '<r><t>東京</t></r><r><rPr><b/></rPr><t xml:space="preserve"> Tokyo</t></r><rPh sb="0" eb="2"><t>とうきょう</t></rPh>',
  ];
  const sheets = [{ name: "S", rows: rowsOf([["a"], [cell]]) }];
  const bytes = smallWorkbook({ sheets, strings, formats: format === undefined ? [] : [format], is1904 });
  expect(await contents(bytes)).toEqual([`a:${expected}`]);
});

test("A number beyond dates is found also where rows and cells name no place", async () => {
  const number = styled(13800138000);
  const rows = `${rowsOf([["name", "since"]])}<row><c><v>1</v></c>${number}</row><row r="5"><c/>${number}</row>`;
  const bytes = smallWorkbook({ sheets: [{ name: "S", rows }], formats: ["yyyy-mm-dd"] });
  expect(await contents(bytes)).toEqual(["name:1\nsince:13800138000", "name:\nsince:13800138000"]);
});

test("Hidden sheets and charts are left out, empty sheets and a sheet of one row give no rows", async () => {
  const bytes = smallWorkbook({
    sheets: [
      { name: "Chart", rows: "", kind: "chartsheet" },
      { name: "Lists", rows: rowsOf(table), state: "hidden" },
      { name: "More", rows: rowsOf(table), state: "veryHidden" },
      { name: "Empty", rows: "" },
      { name: "Cover", rows: rowsOf([["About this file"]]) },
      { name: "Data", rows: rowsOf(table) },
    ],
  });
  expect((await read(bytes)).map(({ content, members }) => [members.sheet_name, content])).toEqual([
    ["Cover", "About this file"],
    ["Data", "item:desk\nprice:420"],
  ]);
});

test("What a workbook says of its sheets may stand in single quotes", async () => {
  const bytes = smallWorkbook({
    quote: "'",
    sheets: [
      { name: "Chart", rows: "", kind: "chartsheet" },
      { name: "Lists", rows: rowsOf(table), state: "hidden" },
      { name: "Data", rows: `${rowsOf([["since"]])}<row>${styled(13800138000)}</row>` },
    ],
    formats: ["yyyy-mm-dd"],
  });
  expect((await read(bytes)).map(({ content, members }) => [members.sheet_name, content])).toEqual([
    ["Data", "since:13800138000"],
  ]);
});

const noRow = "No sheet of the file has a row below a header.";
const damaged = "The file is damaged, or not what its name says: ";
const whole = smallWorkbook({ sheets: [{ name: "S", rows: rowsOf(table) }] });
test.each<{ what: string; bytes: Uint8Array; failedCode?: number; message: string | RegExp }>([
  { what: "nothing", bytes: new Uint8Array(), message: new RegExp(`^${damaged}`) },
  { what: "half of itself", bytes: whole.subarray(0, whole.length / 2), message: new RegExp(`^${damaged}`) },
  {
    what: "another zip",
    bytes: zipFile([{ name: "a", content: "b" }]),
    message: "The workbook is damaged, or cannot be read: Invalid XLSX: missing [Content_Types].xml.",
  },
  {
    what: "a password, or of an old Excel",
    bytes: Buffer.from("d0cf11e0a1b11ae10000", "hex"),
    message:
      "The file is encrypted with a password, or an Excel file of before 2007 (.xls): save it as .xlsx, without a password.",
  },
  { what: "no sheet", bytes: smallWorkbook({ sheets: [] }), failedCode: 36007, message: noRow },
  {
    what: "a header alone",
    bytes: smallWorkbook({ sheets: [{ name: "S", rows: rowsOf([["a", "b"]]) }] }),
    failedCode: 36007,
    message: noRow,
  },
  {
    what: "rows on hidden sheets alone",
    bytes: smallWorkbook({ sheets: [{ name: "S", rows: rowsOf(table), state: "hidden" }] }),
    failedCode: 36007,
    message: noRow,
  },
  {
    what: "cells at both ends of a sheet",
    bytes: smallWorkbook({
      sheets: [
        {
          name: "S",
          rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        },
      ],
    }),
    message:
      "Sheet S has empty cells with a format far away from its data: delete the rows and columns that they are in.",
  },
  {
    what: "more than may be unpacked",
    bytes: zipFile([{ name: "a", content: new Uint8Array(2 ** 28 + 1), declaredSize: 1 }]),
    message: /^The file is damaged|268435456 bytes/,
  },
])("A file with $what fails", async ({ bytes, failedCode = 90001, message }) => {
  const expected = typeof message === "string" ? message : expect.stringMatching(message);
  await expect(readXlsx(bytes, settings)).rejects.toMatchObject({
    name: "DocumentFailure",
    failedCode,
    message: expected,
  });
});
