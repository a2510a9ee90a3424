import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bounds, maximumBodyBytes, timeLimits } from "@viking-kb/endpoint";
import { operations } from "@viking-kb/spec";
import contract from "@viking-kb/spec/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { maximumCollectionFileLength } from "./import/collection-file.js";
import { defaultLimits } from "./import/limits.js";
import { maximumFrontMatterBytes } from "./import/read/formats/markdown/front-matter.js";
import { mostEntries } from "./import/read/formats/office/zip-parts.js";
import { maximumLevels } from "./import/read/formats/parse-json.js";
import { maximumXmlBytes } from "./import/read/formats/word.js";
import { shareOfMemory } from "./import/read/formats/xlsx/open-workbook.js";
import { maximumIdBytes } from "./storage/id-length.js";

const mebibytes = (bytes: number) => `${(bytes / 1024 ** 2).toLocaleString("en")} MiB`;
const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;
const number = (value: number) => value.toLocaleString("en");

const { limit, doc_ids, point_ids, collection_name } = operations.listPoints.fields;
const { maximumClockSkewSeconds } = contract.components.securitySchemes.signature["x-signature"];

/** Of each table of the page, the numbers of its rows from above. */
const tables: Record<string, readonly string[]> = {
  request: [
    mebibytes(maximumBodyBytes),
    `${maximumClockSkewSeconds} s`,
    number(limit.maximum),
    number(doc_ids.maxItems),
    number(collection_name.maxLength),
  ],
  connections: [
    number(bounds.connections),
    number(bounds.waitingRequests),
    mebibytes(bounds.unreadBytes),
    ...[timeLimits.head, timeLimits.request, timeLimits.write, timeLimits.idle, timeLimits.close].map(seconds),
  ],
  document: [
    mebibytes(defaultLimits.maximumFileBytes),
    number(defaultLimits.maximumPoints),
    number(defaultLimits.maximumSheets),
    number(defaultLimits.maximumRows),
    number(defaultLimits.maximumChunkLength),
    mebibytes(defaultLimits.maximumStoredBytes),
    `${defaultLimits.maximumCpuSeconds} s`,
    `${number(defaultLimits.maximumHeapMebibytes)} MiB`,
  ],
  "fixed of a document": [
    mebibytes(maximumXmlBytes),
    `1/${1 / shareOfMemory}`,
    number(mostEntries),
    `${maximumFrontMatterBytes / 1024} KiB`,
    number(maximumLevels),
    number(maximumCollectionFileLength),
  ],
};

describe.each(["docs/limits.md", "docs/zh/limits.md"])("%s", (document) => {
  const text = readFileSync(fileURLToPath(new URL(`../../../${document}`, import.meta.url)), "utf8");
  const found = [...text.matchAll(/^\|---.*\n((?:\|.*\n)+)/gm)].map(([, rows = ""]) =>
    [...rows.matchAll(/^\|[^|]*\| ([^|]*) \|/gm)].flatMap(([, cell = ""]) => (/^[\d,]+/.test(cell) ? [cell] : [])),
  );

  test("tells every limit as it is", () => {
    expect(Object.fromEntries(Object.keys(tables).map((name, index) => [name, found[index]]))).toEqual(tables);
    expect(found).toHaveLength(Object.keys(tables).length);
    expect(text).toMatch(new RegExp(`^.*ID.*? ${number(maximumIdBytes)} .*UTF-8`, "im"));
  });
});

test("what the page says of doc_ids is so of point_ids", () => {
  expect(point_ids.maxItems).toBe(doc_ids.maxItems);
});
