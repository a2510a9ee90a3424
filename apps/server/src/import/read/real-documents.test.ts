import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { chunkBlocks } from "../chunks/chunk-blocks.js";
import { defaultLimits } from "../limits.js";
import type { ReadyPoint } from "./formats/document-reader.js";
import { documentReaders } from "./readers.js";

// Real documents, held against what other programs read in them: pandoc in HTML and Word, poppler in PDF, openpyxl in
// Excel.

interface RealDocument {
  readonly kind: string;
  readonly file: string;
  /** Where it comes from: the key of an entry in `packages`, and the path in that package. */
  readonly package: string;
  readonly path: string;
  readonly made: string;
}

const folder = new URL("../../../testing/documents/", import.meta.url);
const bytesOf = (path: string) => readFileSync(new URL(path, folder));
const textOf = (path: string) => bytesOf(path).toString();
const { packages, ...lists }: Record<string, never> & { packages: Record<string, Record<string, string>> } = parse(
  textOf("sources.yaml"),
);
const documents = Object.entries<Omit<RealDocument, "kind">[]>(lists).flatMap(([kind, rows]) =>
  rows.map((row): RealDocument => ({ kind, ...row })),
);
const documentsOf = (kind: string) => documents.filter((document) => document.kind === kind);

test.each(["html", "word", "pdf", "xlsx"])(
  "There are twenty real documents of %s, each with a source, and a licence that was read there",
  (kind) => {
    const own = documentsOf(kind);
    const files = readdirSync(new URL(`${kind}/`, folder)).filter((name) => !/^\.|\.(?:txt|cells)$/.test(name));
    expect(own.length).toBeGreaterThanOrEqual(20);
    expect(own.map(({ file }) => file).sort()).toEqual(files.sort());
    for (const { file, package: from, path, made } of own) {
      expect({ file, from: packages[from], path, made }).toEqual({
        file,
        from: { source: expect.any(String), licence: expect.any(String), evidence: expect.any(String) },
        path: expect.any(String),
        made: expect.any(String),
      });
    }
  },
);

async function read({ kind, file }: RealDocument): Promise<ReadyPoint[]> {
  const reader = documentReaders.get(file.split(".").at(-1) ?? "");
  if (reader?.takes !== "bytes") throw new Error(`There is no reader of bytes for ${file}.`);
  const settings = { limits: defaultLimits, encoding: undefined, table: undefined };
  const document = await reader.read(bytesOf(`${kind}/${file}`), settings);
  const { maximumChunkLength } = defaultLimits;
  return [...("blocks" in document ? chunkBlocks(document.blocks, maximumChunkLength) : document.points)];
}

/** How much of the words of a text must be kept, of each kind. */
const leastShare: Readonly<Record<string, number>> = { html: 0.99, word: 0.99, pdf: 0.97 };

test.each(Object.keys(leastShare).flatMap(documentsOf))("The text of $kind/$file is kept", async (document) => {
  const { kind, file } = document;
  const points = await read(document);
  const expected = wordsOf(textOf(`${kind}/${file}.txt`), kind);
  const found = wordsOf(points.map(({ content, members }) => `${members.chunk_title}\n${content}\n`).join(""), kind);
  const lost = [...expected].flatMap(([word, count]) => {
    const missing = count - (found.get(word) ?? 0);
    return missing > 0 ? [[word, missing] as const] : [];
  });
  const total = sum([...expected.values()]);
  const share = 1 - sum(lost.map(([, count]) => count)) / total;
  expect(total).toBeGreaterThan(0);
  expect(share, `lost: ${JSON.stringify(lost.slice(0, 20))}`).toBeGreaterThanOrEqual(leastShare[kind] ?? 1);
});

test.each(documentsOf("pdf"))("Each point of $file says its pages", async (document) => {
  for (const { members } of await read(document)) {
    expect(members.doc_info).toMatchObject({
      original_coordinate: { page_no: expect.arrayContaining([expect.any(Number)]) },
    });
  }
});

test.each(documentsOf("xlsx"))(
  "Each cell of $file is kept, and each that were lost would be noticed",
  async (document) => {
    const points = await read(document);
    const cells: Record<string, string[]> = JSON.parse(textOf(`xlsx/${document.file}.cells`));
    expect(Object.values(cells).flat()).not.toEqual([]);
    expect(lostCells(points, cells)).toEqual([]);
    for (const [index, point] of points.entries()) {
      const { sheet_name: sheet } = point.members;
      for (const { value } of fieldsOf(point)) {
        // A merged cell stands in each of its rows.
        const isMerged = countOf(value, valuesIn(points, sheet)) > countOf(value, cells[`${sheet}`] ?? []);
        if (value.trim() === "" || isMerged) continue;
        expect(lostCells(points.with(index, without(point, value)), cells), `${sheet}: ${value}`).not.toEqual([]);
      }
    }
  },
);

/** The cells, by their sheets, that stand in no point, each as often as it is missing there. */
function lostCells(points: readonly ReadyPoint[], cells: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(cells).flatMap(([sheet, expected]) => {
    const left = new Map<string, number>();
    for (const value of valuesIn(points, sheet)) left.set(value, (left.get(value) ?? 0) + 1);
    const others = expected.filter((text) => {
      const count = left.get(text) ?? 0;
      left.set(text, count - 1);
      return count <= 0;
    });
    // What stands above the header, and the header once, whose names may join several cells. What was found is cut out.
    const own = points.filter(({ members }) => members.sheet_name === sheet);
    const above = own.flatMap(({ content, members }) => (members.chunk_type === "structured" ? [] : [content]));
    const header = fieldsOf(own.find(({ members }) => members.chunk_type === "structured")).map(({ name }) => name);
    const named = header.filter((name) => !/^column \d+$/.test(name) || expected.includes(name));
    let around = [...above, ...named].map((text) => ` ${said(text)} `).join("\n");
    const longestFirst = others.map(said).sort((one, other) => other.length - one.length);
    return longestFirst.flatMap((text) => {
      const at = around.indexOf(` ${text} `);
      if (at === -1) return [`${sheet}: ${text}`];
      around = `${around.slice(0, at)} \n ${around.slice(at + text.length + 2)}`;
      return [];
    });
  });
}

/** A header and a title break their lines elsewhere. */
const said = (text: string) => text.replaceAll(/\s+/g, " ").trim();

const countOf = (text: string, texts: readonly string[]) => texts.filter((one) => one === text).length;

function valuesIn(points: readonly ReadyPoint[], sheet: unknown): string[] {
  const own = points.filter(({ members }) => members.sheet_name === sheet);
  return own.flatMap((point) => fieldsOf(point).map(({ value }) => value));
}

/** A point whose first field of this value is empty. */
function without(point: ReadyPoint, lost: string): ReadyPoint {
  const fields = fieldsOf(point);
  const first = fields.findIndex(({ value }) => value === lost);
  const left = fields.map(({ name, value }, index) => ({
    field_name: name,
    field_value: index === first ? "" : value,
  }));
  return { ...point, members: { ...point.members, table_chunk_fields: left } };
}

function fieldsOf(point: ReadyPoint | undefined): { name: string; value: string }[] {
  const given = point?.members.table_chunk_fields;
  const fields = Array.isArray(given) ? given : [];
  return fields.flatMap((field) =>
    typeof field === "object" && field !== null && "field_name" in field && "field_value" in field
      ? [{ name: String(field.field_name), value: String(field.field_value) }]
      : [],
  );
}

/**
 * How often each word stands in a text; of Chinese and Japanese, each character. Raised digits are words of their own.
 * In a PDF, hyphens do not count, nor do marks of the direction, and a word that is cut at the end of a line is one.
 */
function wordsOf(text: string, kind: string): Map<string, number> {
  const apart = kind === "pdf" ? text : text.replaceAll(/[⁰¹²³⁴-⁹₀-₉]+/g, " $& ");
  const plain = apart.normalize("NFKC").toLowerCase();
  const joined =
    kind === "pdf"
      ? plain
          .replaceAll(/[\p{Cf}]/gu, "")
          .replaceAll(/(?<=\p{L})[-\u2010]\s*\n\s*(?=\p{L})/gu, "")
          .replaceAll(/(?<=\p{L})[-\u2010-\u2015](?=\p{L})/gu, "")
      : plain;
  const words = new Map<string, number>();
  for (const [word] of joined.matchAll(
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{M}\p{N}])+/gu,
  )) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
