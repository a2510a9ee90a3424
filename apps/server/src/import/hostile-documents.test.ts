import fc from "fast-check";
import { expect, test } from "vitest";
import { documentFolder, type Files } from "../../testing/document-folder.js";
import type { ServingOutcome } from "../../testing/serving-process.js";
import { startSourceProcess } from "../../testing/source-process.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { ImportOptions } from "./options.js";

// `npm test` tries a few documents, and `.ci/run` as many as this says.
const { VIKING_KB_HOSTILE_DOCUMENTS = "6" } = process.env;

const collectionName = "intake";
const limits = { maximumCpuSeconds: 2, maximumHeapMebibytes: 128, maximumStoredBytes: 16 * 1024 * 1024 };
const mostMebibytes = 400;

/** Texts that, repeated, make parsers of Markdown slow, nest deeply, or produce much. */
const fragments = [
  "> a\nb\n",
  "> > a\n",
  "- a\n",
  "- a\n\n",
  "b\n",
  "  - b\n",
  "\t- c\n\n",
  "1. x\n   ```\n",
  "# h\n\n",
  "a\n=\n",
  "|a|b|\n|-|-|\n|1|2|\n",
  "> |a|\n> |-|\n> |1|\n",
  "[a]: b\n",
  "[",
  "![",
  "](",
  "`a",
  "*a ",
  "**_",
  "<div>\n",
  "<table>",
  "<table><tr><td>a\n\n",
  "<tr rowspan=9>",
  "</table>",
  "<h1>\n\n",
  "# a {#b",
  "{: a}\n",
  "；",
  "+++\n",
  "<!--",
  "&amp;",
  "\\",
  "\u001b]",
  "e\u0301",
  "\u{1f469}\u200d",
  " ",
  "```\n",
];

interface Hostile {
  readonly extension: string;
  readonly content: string;
}

const times = fc.integer({ min: 10_000, max: 60_000 });
const repeated = fc
  .tuple(fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 3 }), times, fc.nat(3))
  .map(([parts, count, depth]) => ({
    extension: "md",
    // Either each part is repeated by itself, or all of them together.
    content: depth === 0 ? parts.map((part) => part.repeat(count)).join("") : parts.join("").repeat(count),
  }));
const nested = fc
  .tuple(fc.constantFrom("> ", "- ", "  ", "<b>", "*"), fc.integer({ min: 100, max: 900 }))
  .map(([part, depth]) => ({
    extension: "md",
    content: Array.from({ length: depth }, (_, level) => `${part.repeat(level)}a\n`).join(""),
  }));
const metadata = fc
  .tuple(fc.integer({ min: 100, max: 60_000 }), fc.integer({ min: 1, max: 90 }), times)
  .map(([length, aliases, headings]) => ({
    extension: "md",
    content: `---\na: &a ${"x".repeat(length)}\nb: [${"*a,".repeat(aliases)}]\n---\n${"# h\n\ntext\n\n".repeat(headings / 10)}`,
  }));
const wideTable = times.map((columns) => ({
  extension: "csv",
  content: `${Array.from({ length: columns * 2 }, (_, column) => `c${column}`).join()}\n${`1${",".repeat(columns * 2 - 1)}\n`.repeat(3)}`,
}));
const longNames = fc
  .tuple(times, times)
  .map(([length, rows]) => ({ extension: "csv", content: `${"n".repeat(length * 2)}\n${"1\n".repeat(rows)}` }));
const deepLines = times.map((depth) => ({
  extension: "jsonl",
  content: `{"content":"a","table_chunk_fields":[{"field_name":"a","field_value":${"[".repeat(depth)}${"]".repeat(depth)}}]}`,
}));
const hostile: fc.Arbitrary<Hostile> = fc.oneof(
  { arbitrary: repeated, weight: 5 },
  { arbitrary: nested, weight: 1 },
  { arbitrary: metadata, weight: 1 },
  { arbitrary: wideTable, weight: 1 },
  { arbitrary: longNames, weight: 1 },
  { arbitrary: deepLines, weight: 1 },
);

test(`${VIKING_KB_HOSTILE_DOCUMENTS} hostile documents keep within their limits, and the good ones beside them are imported`, {
  timeout: 1_800_000,
}, async () => {
  const seed = Date.now();
  const documents = fc.sample(hostile, { seed, numRuns: Number(VIKING_KB_HOSTILE_DOCUMENTS) });
  const files: Files = Object.fromEntries(
    documents.flatMap(({ extension, content }, index) => [
      [`${index}-hostile.${extension}`, content],
      [`${index}-zgood.md`, `# Good\n\n${index}\n`],
    ]),
  );
  const databasePath = await temporaryDatabase();
  const { ask } = await startSourceProcess<ImportOptions, ServingOutcome>("serving-process.ts");
  const folder = await documentFolder(files);
  const { report, peakMebibytes } = await ask({ databasePath, folder, collectionName, limits });

  const told = JSON.stringify({ seed, peakMebibytes, failed: report.failed });
  expect(report, told).toMatchObject({ waiting: [], skipped: [], interrupted: false });
  expect(
    report.failed.filter(({ docId }) => docId.endsWith("good.md")),
    told,
  ).toEqual([]);
  expect(report.done + report.failed.length, told).toBe(2 * documents.length);
  expect(peakMebibytes, told).toBeLessThanOrEqual(mostMebibytes);

  const storage = await openTemporaryStorage(databasePath);
  const stored = await storedCollection(storage, collectionName);
  const bytesOf = new Map<string, number>();
  for (const point of stored.points) {
    const { doc_id: docId } = point.doc_info as { readonly doc_id: string };
    bytesOf.set(docId, (bytesOf.get(docId) ?? 0) + Buffer.byteLength(JSON.stringify(point)));
  }
  expect(Math.max(...bytesOf.values()), told).toBeLessThanOrEqual(limits.maximumStoredBytes);
});
