import { expect, test } from "vitest";
import { documentFolder, type Files } from "../../testing/document-folder.js";
import { rowsOf, smallWorkbook } from "../../testing/small-workbook.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import type { GivenLimits } from "./limits.js";
import { runImport } from "./run-import.js";

const collectionName = "shop";
const table = `table:
  - { field_name: item, field_type: string }
  - { field_name: price, field_type: float32 }
  - { field_name: stock, field_type: int64 }
`;
const header = ["item", "price", "stock"];
const desk = ["desk", 1.5, 2];

type Rows = Parameters<typeof rowsOf>[0];
type Further = Omit<Parameters<typeof smallWorkbook>[0]["sheets"][number], "name" | "rows">;

/** A workbook of such sheets by their names. */
function workbook(sheets: Readonly<Record<string, Rows>>, further: Readonly<Record<string, Further>> = {}): Uint8Array {
  const all = Object.entries(sheets).map(([name, rows]) => ({ name, rows: rowsOf(rows), ...further[name] }));
  return smallWorkbook({ sheets: all, formats: ["0.0%", "yyyy-mm-dd"] });
}

async function imported(files: Files, limits: GivenLimits = {}) {
  const storage = await openTemporaryStorage();
  const report = await runImport(storage, { folder: await documentFolder(files), collectionName, limits });
  return { report, ...(await storedCollection(storage, collectionName)) };
}

const percent = '<c s="1"><v>0.125</v></c>';
const date = '<c s="2"><v>45532</v></c>';
const truth = '<c t="b"><v>1</v></c>';

test("Cells become values of the declared types; hidden sheets count for nothing", async () => {
  const columns = [
    ["item", "string"],
    ["since", "string"],
    ["share", "float32"],
    ["stock", "int64"],
    ["sold", "bool"],
    ["tags", "list<string>"],
  ];
  const declared = columns.map(([name, type]) => `  - { field_name: ${name}, field_type: ${type} }\n`).join("");
  const names = columns.map(([name]) => name);
  const { points, documents } = await imported({
    "collection.yaml": `table:\n${declared}`,
    "a.xlsx": workbook(
      {
        North: [names, ["desk", date, percent, 123456789012345, truth, '["a", "b"]'], []],
        Lists: [["anything"], ["else"]],
        South: [names, ["chair", "2024", 0.1, -1, "false", "[]"]],
      },
      { Lists: { state: "hidden" } },
    ),
  });
  expect(documents).toMatchObject([{ docType: "xlsx", pointCount: 2 }]);
  const values = points.map(({ sheet_name, table_chunk_fields }) => [
    sheet_name,
    ...(table_chunk_fields as { field_value: unknown }[]).map(({ field_value }) => field_value),
  ]);
  expect(values).toEqual([
    ["North", "desk", "2024-08-28", 0.125, 123456789012345, true, ["a", "b"]],
    ["South", "chair", "2024", 0.1, -1, false, []],
  ]);
});

test("FAQ workbooks: columns by their names on each sheet, a merged question asked of each of its answers", async () => {
  const { points, documents } = await imported({
    "collection.yaml": table,
    "faq.xlsx": workbook(
      {
        退货: [
          ["类别", "答案", "问题"],
          ["退货", "三十天内。", "多久可以退?"],
        ],
        English: [
          ["Question", "Answer"],
          ["Who pays?", "We do."],
          [undefined, "Nobody else."],
          ["How long?", "30 days."],
          [],
        ],
        Plain: [["What?", "That."]],
        Empty: [],
      },
      { English: { merges: ["A2:A3", "A4:A5", "B4:B5"] } },
    ),
  });
  expect(documents).toMatchObject([{ docType: "faq.xlsx", pointCount: 5 }]);
  const told = points.map(({ sheet_name, original_question, content, chunk_type }) =>
    [chunk_type, sheet_name, original_question, content].join(" | "),
  );
  expect(told).toEqual([
    "faq | 退货 | 多久可以退? | 三十天内。",
    "faq | English | Who pays? | We do.",
    "faq | English | Who pays? | Nobody else.",
    "faq | English | How long? | 30 days.",
    "faq | Plain | What? | That.",
  ]);
});

test("A declared table is for sheets alone: other files are read as without it", async () => {
  const files = { "a.jsonl": '{"content":"a"}\n', "b.md": "# B\n\n| x |\n|---|\n| 1 |\n", "c.faq.csv": "q,a\nx,y\n" };
  const { report, points } = await imported({ "collection.yaml": table, ...files });
  expect(report).toMatchObject({ done: 3, failed: [] });
  const withoutTimes = (all: readonly object[]) => all.map((point) => ({ ...point, process_time: 0, doc_info: {} }));
  expect(withoutTimes(points)).toEqual(withoutTimes((await imported(files)).points));
});

interface Failure {
  readonly code: number;
  readonly what: string;
  readonly name?: string;
  readonly sheets: Readonly<Record<string, Rows>>;
  readonly limits?: GivenLimits;
  readonly message: string;
}
const failures: Failure[] = [
  {
    code: 30001,
    what: "a file that is too large",
    sheets: { S: [header, desk] },
    limits: { maximumFileBytes: 100 },
    message: "; at most 100 are allowed.",
  },
  {
    code: 35001,
    what: "more points than allowed, in rows that are few enough",
    sheets: { S: [header, desk, desk, desk] },
    limits: { maximumPoints: 2, maximumRows: 3 },
    message: "The document gives more than the 2 points that are allowed.",
  },
  {
    code: 35001,
    what: "a FAQ of more points than allowed, whose rows have no limit of their own",
    name: "a.faq.xlsx",
    sheets: { S: Array(20).fill(["q", "a"]) },
    limits: { maximumPoints: 2, maximumRows: 1 },
    message: "The document gives more than the 2 points that are allowed.",
  },
  {
    code: 35002,
    what: "a FAQ of headers alone",
    name: "faq.xlsx",
    sheets: { 一: [["问题", "答案"]], Two: [["question", "answer"]], Three: [] },
    message: "The file holds no question and no answer.",
  },
  {
    code: 35004,
    what: "a FAQ of more sheets than allowed",
    name: "a.faq.xlsx",
    sheets: { A: [["q", "a"]], B: [["q", "a"]] },
    limits: { maximumSheets: 1 },
    message: "The file has 2 sheets, more than the 1 sheet that is allowed.",
  },
  {
    code: 36003,
    what: "a second sheet with another header",
    sheets: { A: [header, desk], B: [["item", "cost", "stock"], desk] },
    message:
      'Column 2 of the header of sheet "B" is "cost"; collection.yaml has "price" there. Names and their order must be the same, to the letter: change the header, or the table in collection.yaml.',
  },
  {
    code: 36003,
    what: "the same names in another order",
    sheets: { A: [["price", "item", "stock"], desk] },
    message:
      'Column 1 of the header of sheet "A" is "price"; collection.yaml has "item" there. The names are the same, in another order: order the columns as collection.yaml does, or the other way round.',
  },
  {
    code: 36003,
    what: "a title above the header",
    sheets: { A: [["Prices"], [], header, desk] },
    message:
      'Column 1 of the header of sheet "A" is "Prices"; collection.yaml has "item" there. Its names are in row 3: delete what stands above that.',
  },
  {
    code: 36004,
    what: "a word in a column of numbers",
    sheets: { A: [header, desk], B: [header, [], desk, ["chair", "cheap", 1]] },
    message: 'Sheet "B", row 4, column "price": "cheap" is not of type float32.',
  },
  {
    code: 36005,
    what: "more sheets than allowed",
    sheets: { A: [header, desk], B: [header, desk], C: [] },
    limits: { maximumSheets: 1 },
    message: "The file has 2 sheets, more than the 1 sheet that is allowed.",
  },
  {
    code: 36006,
    what: "more rows than allowed, on all sheets together",
    sheets: { A: [header, desk, desk], B: [header, desk] },
    limits: { maximumRows: 2 },
    message: "The file has more than the 2 rows that are allowed below its header.",
  },
  {
    code: 36006,
    what: "as many points as allowed, in too many rows",
    sheets: { A: [header, desk, desk, desk] },
    limits: { maximumRows: 2, maximumPoints: 3 },
    message: "The file has more than the 2 rows that are allowed below its header.",
  },
  {
    code: 36007,
    what: "headers alone",
    sheets: { A: [header], B: [] },
    message: "The file has no row below a header.",
  },
];
test.each(failures)("$code: $what", async ({ code, name = "a.xlsx", sheets, limits, message }) => {
  const { report } = await imported({ "collection.yaml": table, [name]: workbook(sheets) }, limits);
  const failedMessage = expect.stringContaining(message);
  expect(report.failed).toEqual([{ docId: name, failedCode: code, failedMessage }]);
});

test("As much as each limit allows is imported", async () => {
  const limits = { maximumRows: 4, maximumPoints: 4, maximumSheets: 2 };
  const rows = [header, desk, desk];
  const { report } = await imported(
    { "collection.yaml": table, "a.xlsx": workbook({ A: rows, B: rows, C: [] }) },
    limits,
  );
  expect(report).toMatchObject({ failed: [], pointCount: 4 });
});

test("Far too many rows are noticed before they are in memory, empty ones and hidden sheets aside", async () => {
  const many = (row: Rows[number]) => Array<Rows[number]>(30).fill(row);
  const blank = '<c t="str"><f>""</f><v></v></c>';
  const limits = { maximumRows: 5 };
  const few = { A: [header, desk, ...many([blank])], Hidden: many(desk) };
  const { report } = await imported({ "a.xlsx": workbook(few, { Hidden: { state: "hidden" } }) }, limits);
  expect(report).toMatchObject({ failed: [], pointCount: 1 });
  // A cell that the parser refuses: that it is not the reason shows that the parser was not asked.
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  const broken = smallWorkbook({ sheets: [{ name: "A", rows: `${rowsOf(many(desk))}${far}` }] });
  const { report: other } = await imported({ "a.xlsx": broken }, limits);
  expect(other.failed).toMatchObject([{ failedCode: 36006 }]);
  const { report: allowed } = await imported({ "a.xlsx": broken }, { maximumRows: 100 });
  expect(allowed.failed).toMatchObject([{ failedCode: 90001 }]);
});
