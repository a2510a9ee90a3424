import { expect, test } from "vitest";
import { documentFolder, type Files, writeFiles } from "../../testing/document-folder.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import type { GivenLimits } from "./limits.js";
import { runImport } from "./run-import.js";

const collectionName = "shop";
const table = `table:
  - { field_name: 名称, field_type: string }
  - { field_name: 价格, field_type: float32 }
  - { field_name: 库存, field_type: int64 }
  - { field_name: 在售, field_type: bool }
  - { field_name: 标签, field_type: list<string> }
`;
const header = "名称,价格,库存,在售,标签\n";

async function imported(files: Files, limits: GivenLimits = {}) {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(files);
  const report = await runImport(storage, { folder, collectionName, limits });
  const points = await storage.read(async (reads) => {
    const collection = await reads.findCollectionByResourceId(report.resourceId);
    const query = { docIds: null, pointIds: null, offset: 0, limit: 100, withLinks: false };
    return (await reads.listPoints(collection?.id ?? 0, query)).wireList;
  });
  return { storage, folder, report, points };
}

test("A row of a declared table has values of its types, also integers beyond 2^53", async () => {
  const row = '"桌, 圆",1.50,9007199254740993,TRUE,"[""木"", ""圆""]"\n';
  const { report, points, storage } = await imported({ "collection.yaml": table, "a.csv": header + row });
  expect(report).toMatchObject({ done: 1, failed: [], skipped: [] });
  const [point] = JSON.parse(points);
  expect(point).toMatchObject({
    content: '名称:桌, 圆\n价格:1.50\n库存:9007199254740993\n在售:TRUE\n标签:["木", "圆"]',
    chunk_type: "structured",
    table_chunk_fields: [
      { field_name: "名称", field_value: "桌, 圆" },
      { field_name: "价格", field_value: 1.5 },
      { field_name: "库存" },
      { field_name: "在售", field_value: true },
      { field_name: "标签", field_value: ["木", "圆"] },
    ],
  });
  expect(points).toContain('"field_value":9007199254740993}');
  const [pipeline] = (await storedCollection(storage, collectionName)).collection.pipelines;
  expect(pipeline?.members).toMatchObject({
    data_type: "structured_data",
    table_config_list: [{ field_name: "名称", field_type: "string" }, {}, {}, {}, {}],
  });
});

test("Rows of a FAQ are questions and answers, found by their names, and nothing else that they hold is lost", async () => {
  const { points } = await imported({
    "returns.faq.csv": "类别,答案,问题\n退货,三十天内。,多久可以退?\n,,谁付运费?\n发票,,\n",
    "faq.tsv": "How long?\t30 days.\nWho pays?\tWe do.\tsince 2024\n",
  });
  const told = JSON.parse(points).map((point: Record<string, unknown>) => ({
    doc_type: (point.doc_info as { doc_type: string }).doc_type,
    chunk_type: point.chunk_type,
    original_question: point.original_question,
    content: point.content,
    ...("table_chunk_fields" in point ? { others: point.table_chunk_fields } : {}),
  }));
  expect(told).toEqual([
    { doc_type: "faq.tsv", chunk_type: "faq", original_question: "How long?", content: "30 days." },
    {
      doc_type: "faq.tsv",
      chunk_type: "faq",
      original_question: "Who pays?",
      content: "We do.",
      others: [{ field_name: "column 3", field_value: "since 2024" }],
    },
    {
      doc_type: "faq.csv",
      chunk_type: "faq",
      original_question: "多久可以退?",
      content: "三十天内。",
      others: [{ field_name: "类别", field_value: "退货" }],
    },
    { doc_type: "faq.csv", chunk_type: "faq", original_question: "谁付运费?", content: "谁付运费?" },
    {
      doc_type: "faq.csv",
      chunk_type: "faq",
      original_question: undefined,
      content: "发票",
      others: [{ field_name: "类别", field_value: "发票" }],
    },
  ]);
});

const good = "桌,1,2,true,[]\n";
const failures: { what: string; name?: string; text: string; limits?: GivenLimits; code: number; message: string }[] = [
  {
    what: "a column called otherwise",
    text: `名称,价 格,库存,在售,标签\n${good}`,
    code: 36003,
    message:
      'Column 2 of the header is "价 格"; collection.yaml has "价格" there. Names and their order must be the same, to the letter: change the header, or the table in collection.yaml.',
  },
  {
    what: "a column too few",
    text: "名称,价格,库存,在售\n桌,1,2,true\n",
    code: 36003,
    message:
      'Column 5 of the header is missing; collection.yaml has "标签" there. Names and their order must be the same, to the letter: change the header, or the table in collection.yaml.',
  },
  {
    what: "a column too many",
    text: "名称,价格,库存,在售,标签,备注\n桌,1,2,true,[],好\n",
    code: 36003,
    message:
      'Column 6 of the header is "备注"; collection.yaml has no such column there. Names and their order must be the same, to the letter: change the header, or the table in collection.yaml.',
  },
  {
    what: "a value beyond the header",
    text: `${header}桌,1,2,true,[],好\n`,
    code: 36003,
    message: 'Row 2: "好" stands in column 6, of which the header has no name.',
  },
  {
    what: "a word for a number",
    text: `${header}${good}椅,便宜,2,true,[]\n`,
    code: 36004,
    message: 'Row 3, column "价格": "便宜" is not of type float32.',
  },
  {
    what: "an empty cell for a number",
    text: `${header}椅,1,,true,[]\n`,
    code: 36004,
    message: 'Row 2, column "库存": an empty cell is not of type int64.',
  },
  {
    what: "a whole number beyond 64 bits",
    text: `${header}椅,1,9223372036854775808,true,[]\n`,
    code: 36004,
    message: 'Row 2, column "库存": "9223372036854775808" is not of type int64.',
  },
  {
    what: "another word than true or false",
    text: `${header}椅,1,2,是,[]\n`,
    code: 36004,
    message: 'Row 2, column "在售": "是" is not of type bool.',
  },
  ...["constructor", "__proto__"].map((word) => ({
    what: `for true or false, ${word}`,
    text: `${header}椅,1,2,${word},[]\n`,
    code: 36004,
    message: `Row 2, column "在售": "${word}" is not of type bool.`,
  })),
  {
    what: "a list of another form",
    text: `${header}椅,1,2,true,木\n`,
    code: 36004,
    message: 'Row 2, column "标签": "木" is not of type list<string>.',
  },
  {
    what: "more rows than allowed",
    text: header + good.repeat(3),
    limits: { maximumRows: 2 },
    code: 36006,
    message: "The file has more than the 2 rows that are allowed below its header.",
  },
  { what: "a header alone", text: header, code: 36007, message: "The file has no row below a header." },
  { what: "nothing", text: "\n", code: 36007, message: "The file has no row below a header." },
  {
    what: "a FAQ of a header alone",
    name: "a.faq.csv",
    text: "question,answer\n",
    code: 35002,
    message: "The file holds no question and no answer.",
  },
  {
    what: "an empty FAQ",
    name: "faq.csv",
    text: "",
    code: 35002,
    message: "The file holds no question and no answer.",
  },
  {
    what: "a FAQ of more points than allowed",
    name: "a.faq.csv",
    text: "q1,a1\nq2,a2\nq3,a3\n",
    limits: { maximumPoints: 2, maximumRows: 1 },
    code: 35001,
    message: "The document gives more than the 2 points that are allowed.",
  },
];
test.each(failures)("$code: $what", async ({ name = "a.csv", text, limits, code, message }) => {
  const { report } = await imported({ "collection.yaml": table, [name]: text }, limits);
  expect(report.failed).toEqual([{ docId: name, failedCode: code, failedMessage: message }]);
});

test("A table that is not declared has too many rows, too", async () => {
  const { report } = await imported({ "a.csv": "a\n1\n2\n3\n" }, { maximumRows: 2 });
  expect(report.failed).toMatchObject([{ failedCode: 36006 }]);
});

test("Documents are imported anew when the table changes, and the collection follows it", async () => {
  const { storage, folder } = await imported({ "collection.yaml": table, "a.csv": header + good });
  const again = async (text: string) => {
    writeFiles(folder, { "collection.yaml": text });
    const { done, unchanged } = await runImport(storage, { folder, collectionName });
    const { members } = (await storedCollection(storage, collectionName)).collection.pipelines[0] ?? {};
    return { done, unchanged, columns: (members?.table_config_list as unknown[] | undefined)?.length };
  };
  expect(await again(table)).toEqual({ done: 0, unchanged: 1, columns: 5 });
  expect(await again(table.replace("库存, field_type: int64", "库存, field_type: string"))).toEqual({
    done: 1,
    unchanged: 0,
    columns: 5,
  });
  expect(await again("")).toEqual({ done: 1, unchanged: 0, columns: undefined });
});

test("What collection.yaml says is used, unless an option says otherwise", async () => {
  const storage = await openTemporaryStorage();
  const text = "description: 商品\nproject: sales\nchunk_length: 5\n";
  const folder = await documentFolder({ "collection.yaml": text, "below/collection.yaml": text, "a.txt": "123456789" });
  const first = await runImport(storage, { folder, collectionName });
  expect(first).toMatchObject({ projectName: "sales", pointCount: 2 });
  expect(first.skipped).toEqual([
    { path: "below/collection.yaml", reason: "It counts in the folder that is imported, and not below it." },
  ]);
  const options = { folder, collectionName, projectName: "other", description: "", limits: { maximumChunkLength: 9 } };
  expect(await runImport(storage, options)).toMatchObject({ projectName: "other", pointCount: 1 });
  const described = await storage.read((reads) => reads.listCollections());
  expect(described.map(({ projectName, description }) => [projectName, description])).toEqual([
    ["other", ""],
    ["sales", "商品"],
  ]);
});

test("A fault in collection.yaml ends the import before anything is changed", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "collection.yaml": "\ntabel: []\n", "a.txt": "a" });
  await expect(runImport(storage, { folder, collectionName })).rejects.toThrow(
    "collection.yaml, line 2: tabel is no key of it; the keys are description, project, chunk_length, table.",
  );
  expect(await storage.read((reads) => reads.listCollections())).toEqual([]);
});
