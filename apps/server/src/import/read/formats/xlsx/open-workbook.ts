import type { Sheet, Workbook } from "hucre/xlsx";
import { DocumentFailure } from "../../../failures.js";
import type { ImportLimits } from "../../../limits.js";
import { readZipParts } from "../zip-parts.js";
import { cellText } from "./cell-text.js";

/** A sheet as text. */
export interface SheetText {
  readonly name: string;
  /** From its first row and column; what is empty is `""`. */
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly Merge[];
}

/** Cells that are one; the text stands in the upper left one. Counted from 0, and each end is part of it. */
export interface Merge {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

/** Of the memory that reading may take, the workbook's files may take so much, unpacked. */
const shareOfMemory = 1 / 4;

/** What old Excel files begin with, and those that a password encrypts. */
const oleMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * Reads the sheets that are shown.
 *
 * @throws DocumentFailure when it is encrypted, damaged or too large unpacked.
 */
export async function openWorkbook(bytes: Uint8Array, { maximumHeapMebibytes }: ImportLimits) {
  if (oleMark.every((byte, index) => bytes[index] === byte)) {
    throw new DocumentFailure(
      "The file is encrypted with a password, or an Excel file of before 2007 (.xls): save it as .xlsx, without a password.",
    );
  }
  const maximumBytes = maximumHeapMebibytes * 2 ** 20 * shareOfMemory;
  // The parser believes the sizes that the zip gives.
  const parts = await readZipParts(bytes, () => true, maximumBytes);
  const isCharts = chartSheets(parts);
  const { readXlsx } = await import("hucre/xlsx");
  let workbook: Workbook;
  try {
    workbook = await readXlsx(bytes, {
      readStyles: true,
      sheets: ({ hidden, veryHidden, index }) => !(hidden || veryHidden || isCharts(index)),
    });
  } catch (error) {
    throw new DocumentFailure(faultOf(error as Error));
  }
  const is1904 = workbook.dateSystem === "1904";
  const title = workbook.properties?.title?.trim() || undefined;
  return { title, sheets: workbook.sheets.map((sheet) => toText(sheet, is1904)) };
}

function faultOf({ message }: Error): string {
  const wide = /^Sheet "(.*)" spans .* limit\b/s.exec(message);
  if (wide) {
    return `Sheet ${wide[1]} has empty cells with a format far away from its data: delete the rows and columns that they are in.`;
  }
  return `The workbook is damaged, or cannot be read: ${message.replace(/\.$/, "")}.`;
}

function toText({ name, rows, cells, merges = [] }: Sheet, is1904: boolean): SheetText {
  const texts = rows.map((row, rowIndex) =>
    row.map((value, columnIndex) => cellText(value, cells?.get(`${rowIndex},${columnIndex}`)?.style?.numFmt, is1904)),
  );
  return { name, rows: texts, merges };
}

/** Which sheets, by their place, hold a chart alone: the parser fails at them. */
function chartSheets(parts: ReadonlyMap<string, Buffer>): (index: number) => boolean {
  const relations = `${parts.get("xl/_rels/workbook.xml.rels") ?? ""}`.match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
  const ids = relations.flatMap((element) =>
    /\sType="[^"]*\/(?:chartsheet|dialogsheet|xlMacrosheet)"/.test(element)
      ? [/\sId="([^"]*)"/.exec(element)?.[1]]
      : [],
  );
  const sheets = `${parts.get("xl/workbook.xml") ?? ""}`.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? [];
  return (index) => ids.includes(/\s\w+:id="([^"]*)"/.exec(sheets[index] ?? "")?.[1]);
}
