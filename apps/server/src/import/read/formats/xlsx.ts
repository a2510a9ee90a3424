import { chunkBlocks } from "../../chunks/chunk-blocks.js";
import { DocumentFailure, failedCode, tooManyPoints } from "../../failures.js";
import type { ReadDocument, ReadingSettings, ReadyPoint } from "./document-reader.js";
import { readDeclaredTable } from "./sheets/declared-table.js";
import { readFaq } from "./sheets/faq.js";
import { isBlank, requireFewRows, requireFewSheets, type Sheet, tooManyRows } from "./sheets/sheet.js";
import { structuredPoints } from "./sheets/structured-points.js";
import { openWorkbook, type SheetText } from "./xlsx/open-workbook.js";
import { type SheetTable, toTable, withMergedCells } from "./xlsx/sheet-table.js";

/**
 * Reads an Excel workbook (.xlsx): each row below the header of a sheet becomes a point of type `structured`, like a
 * row of a CSV, with the name of its sheet. What stands above a header, as a title does, becomes a text. Hidden sheets
 * are left out; hidden rows and columns are not. Formulas give the value that Excel has kept with them.
 *
 * @throws DocumentFailure also when it is encrypted, damaged or too large unpacked, when it has too many sheets (36005)
 * or rows (36006), and when no sheet has a row below a header (36007).
 */
export async function readXlsx(bytes: Uint8Array, { limits, table }: ReadingSettings): Promise<ReadDocument> {
  const { title, sheets } = await openWorkbook(bytes, limits, {
    rows: limits.maximumRows,
    failure: () => tooManyRows(limits),
  });
  if (table) return { title, ...readDeclaredTable(sheets.map(toSheet), table, limits) };
  const filled = sheets.filter(({ rows }) => rows.some((row) => !row.every(isBlank)));
  requireFewSheets(filled.length, limits, failedCode.tooManySheets);
  const tables = sheets.map((sheet) => ({ name: sheet.name, ...toTable(sheet) }));
  if (tables.every(({ rows }) => rows.length === 0)) {
    throw new DocumentFailure("No sheet of the file has a row below a header.", failedCode.structuredDocumentEmpty);
  }
  const count = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  requireFewRows(count, limits);
  return { title, points: pointsOf(tables, limits.maximumChunkLength) };
}

/** Reads an Excel workbook of questions and answers, as `readFaq` says. */
export async function readFaqXlsx(bytes: Uint8Array, { limits }: ReadingSettings): Promise<ReadDocument> {
  const { title, sheets } = await openWorkbook(bytes, limits, {
    rows: limits.maximumPoints,
    failure: () => tooManyPoints(limits),
  });
  return { title, ...readFaq(sheets.map(toSheet), limits) };
}

/** A row that holds nothing but cells which are merged with those above is part of the row above. */
function toSheet({ name, rows, merges }: SheetText): Sheet {
  const numbered = withMergedCells(rows, merges).map((cells, index) => ({ number: index + 1, cells }));
  return { name, rows: numbered.filter(({ number }) => !rows[number - 1]?.every(isBlank)) };
}

function* pointsOf(tables: readonly (SheetTable & { name: string })[], maximumLength: number): Generator<ReadyPoint> {
  for (const { name, above, header, rows } of tables) {
    const members = { sheet_name: name };
    for (const { content, members: own } of chunkBlocks([{ kind: "lines", source: above }], maximumLength)) {
      yield { content, members: { ...own, ...members } };
    }
    yield* structuredPoints(header, rows, members);
  }
}
