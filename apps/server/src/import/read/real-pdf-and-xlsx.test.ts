import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { chunkBlocks } from "../chunks/chunk-blocks.js";
import { defaultLimits } from "../limits.js";
import type { ReadyPoint } from "./formats/document-reader.js";
import { documentReaders } from "./readers.js";

// Real files, held against what other programs read in them: poppler in PDF, openpyxl in Excel workbooks.

interface Source {
  readonly file: string;
  readonly source: string;
  readonly licence: string;
  readonly made: string;
}

const folder = new URL("../../../testing/documents/", import.meta.url);
const bytesOf = (path: string) => readFileSync(new URL(path, folder));
const textOf = (path: string) => bytesOf(path).toString();
const sourcesOf = (kind: "pdf" | "xlsx"): Source[] => parse(textOf(`sources.${kind}.yaml`))[kind];

test.each(["pdf", "xlsx"] as const)(
  "There are twenty real files of type %s, each with a source and a licence",
  (kind) => {
    const sources = sourcesOf(kind);
    expect(sources.length).toBeGreaterThanOrEqual(20);
    const files = readdirSync(new URL(`${kind}/`, folder)).filter((name) => name.endsWith(`.${kind}`));
    expect(sources.map(({ file }) => file)).toEqual(files.sort());
    for (const { source, licence, made } of sources) expect([source, licence, made]).not.toContain(undefined);
  },
);

async function read(kind: "pdf" | "xlsx", file: string): Promise<ReadyPoint[]> {
  const reader = documentReaders.get(kind);
  if (reader?.takes !== "bytes") throw new Error(`There is no reader of bytes for ${kind}.`);
  const document = await reader.read(bytesOf(`${kind}/${file}`), {
    limits: defaultLimits,
    encoding: undefined,
    table: undefined,
  });
  const { maximumChunkLength } = defaultLimits;
  return [...("blocks" in document ? chunkBlocks(document.blocks, maximumChunkLength) : document.points)];
}

test.each(sourcesOf("pdf"))("97 % of the words of $file are kept, and each point says its pages", async ({ file }) => {
  const points = await read("pdf", file);
  const expected = wordsOf(textOf(`pdf/${file}.txt`));
  const found = wordsOf(points.map(({ content, members }) => `${members.chunk_title}\n${content}`).join("\n"));
  const lost = [...expected].flatMap(([word, count]) => {
    const missing = count - (found.get(word) ?? 0);
    return missing > 0 ? [[word, missing] as const] : [];
  });
  const total = sum(expected.values());
  const share = 1 - sum(lost.map(([, count]) => count)) / total;
  expect(share, `lost: ${JSON.stringify(lost.slice(0, 20))}`).toBeGreaterThanOrEqual(0.97);
  for (const { members } of points) {
    expect(members.doc_info).toMatchObject({
      original_coordinate: { page_no: expect.arrayContaining([expect.any(Number)]) },
    });
  }
});

test.each(sourcesOf("xlsx"))("Each cell of $file is kept", async ({ file }) => {
  const points = await read("xlsx", file);
  const cells: Record<string, string[]> = JSON.parse(textOf(`xlsx/${file}.cells`));
  const lost = Object.entries(cells).flatMap(([sheet, expected]) => {
    const own = points.filter(({ members }) => members.sheet_name === sheet);
    const values = new Map<string, number>();
    for (const value of own.flatMap(valuesOf)) values.set(value, (values.get(value) ?? 0) + 1);
    // A header may join cells, and stands in each point.
    const around = own.map(({ content }) => content.replaceAll(/\s+/g, " ")).join("\n");
    return expected.flatMap((text) => {
      const left = values.get(text) ?? 0;
      values.set(text, left - 1);
      return left > 0 || around.includes(text.replaceAll(/\s+/g, " ").trim()) ? [] : [`${sheet}: ${text}`];
    });
  });
  expect(lost).toEqual([]);
});

function valuesOf({ members }: ReadyPoint): string[] {
  const fields = Array.isArray(members.table_chunk_fields) ? members.table_chunk_fields : [];
  return fields.flatMap((field) =>
    typeof field === "object" && field !== null && "field_value" in field ? [String(field.field_value)] : [],
  );
}

/**
 * How often each word stands in a text; of Chinese and Japanese, each character. Hyphens do not count, nor do marks of
 * the direction, and a word that is cut at the end of a line is one.
 */
function wordsOf(text: string): Map<string, number> {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\p{Cf}]/gu, "")
    .replaceAll(/(?<=\p{L})[-\u2010]\s*\n\s*(?=\p{L})/gu, "")
    .replaceAll(/(?<=\p{L})[-\u2010-\u2015](?=\p{L})/gu, "");
  const words = new Map<string, number>();
  for (const [word] of plain.matchAll(
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{M}\p{N}])+/gu,
  )) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
