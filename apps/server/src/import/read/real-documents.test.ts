import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { chunkBlocks } from "../chunks/chunk-blocks.js";
import { defaultLimits } from "../limits.js";
import { documentReaders } from "./readers.js";

// Real documents, whose text is held against what pandoc reads in them.

const folder = new URL("../../../testing/documents/", import.meta.url);
const sources: Record<string, { file: string; source: string; licence: string; made: string }[]> = parse(
  readFileSync(new URL("sources.yaml", folder), "utf8"),
);
const documents = Object.entries(sources).flatMap(([kind, rows]) => rows.map((row) => ({ kind, ...row })));

/** How much of a text's words must be kept, of each kind. */
const leastShare: Readonly<Record<string, number>> = { html: 0.99, word: 0.99 };

test.each(Object.keys(leastShare))(
  "There are twenty real documents of %s, each with a source and a licence",
  (kind) => {
    const rows = documents.filter((row) => row.kind === kind);
    const files = readdirSync(new URL(`${kind}/`, folder)).filter((name) => !name.endsWith(".txt"));
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.map(({ file }) => file).sort()).toEqual(files.sort());
    for (const { source, licence, made } of rows) expect([source, licence, made]).not.toContain(undefined);
  },
);

test.each(documents)("The text of $kind/$file is kept", async ({ kind, file }) => {
  const expected = wordsOf(readFileSync(new URL(`${kind}/${file}.txt`, folder), "utf8"));
  const found = wordsOf(await textOf(kind, file));
  const lost = [...expected].flatMap(([word, count]) => {
    const missing = count - (found.get(word) ?? 0);
    return missing > 0 ? [[word, missing] as const] : [];
  });
  const total = sum([...expected.values()]);
  const share = 1 - sum(lost.map(([, count]) => count)) / total;
  expect(total).toBeGreaterThan(0);
  expect(share, `lost: ${JSON.stringify(lost.slice(0, 20))}`).toBeGreaterThanOrEqual(leastShare[kind] ?? 1);
});

async function textOf(kind: string, file: string): Promise<string> {
  const reader = documentReaders.get(file.split(".").at(-1) ?? "");
  if (reader?.takes !== "bytes") throw new Error(`There is no reader of bytes for ${file}.`);
  const bytes = readFileSync(new URL(`${kind}/${file}`, folder));
  const document = await reader.read(bytes, { limits: defaultLimits, encoding: undefined, table: undefined });
  const points =
    "blocks" in document ? chunkBlocks(document.blocks, defaultLimits.maximumChunkLength) : document.points;
  return [...points].map(({ content, members }) => `${members.chunk_title}\n${content}\n`).join("");
}

/** How often each word stands in a text; of Chinese and Japanese, each character. Raised digits are words of their own. */
function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>();
  const plain = text
    .replaceAll(/[⁰¹²³⁴-⁹₀-₉]+/g, " $& ")
    .normalize("NFKC")
    .toLowerCase();
  for (const [word] of plain.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+/gu)) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
