import type { Sheet, Workbook } from "hucre/xlsx";
import { DocumentFailure } from "../../../failures.js";
import type { ImportLimits } from "../../../limits.js";
import { isCompoundFile, readZipParts } from "../office/zip-parts.js";
import { cellText } from "./cell-text.js";
import { cellName, numbersBeyondDates, rowsIn } from "./raw-numbers.js";

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
export const shareOfMemory = 1 / 4;

/**
 * Reads the sheets that are shown.
 *
 * @param most the most rows that may stand below their headers, and what it is to have more. Where there are certainly
 * more, that is found before the rows are in memory; the caller counts exactly.
 * @throws DocumentFailure when it is encrypted, damaged or too large unpacked, or has certainly too many rows.
 */
export async function openWorkbook(
  bytes: Uint8Array,
  { maximumHeapMebibytes }: ImportLimits,
  most: { readonly rows: number; readonly failure: () => DocumentFailure },
) {
  if (isCompoundFile(bytes)) {
    throw new DocumentFailure(
      "The file is encrypted with a password, or an Excel file of before 2007 (.xls): save it as .xlsx, without a password.",
    );
  }
  const maximumBytes = maximumHeapMebibytes * 2 ** 20 * shareOfMemory;
  // The parser believes the sizes that the zip gives.
  const parts = await readZipParts(bytes, () => true, maximumBytes);
  const isCharts = chartSheets(parts);
  if (hasMoreRows(parts, most.rows)) throw most.failure();
  const { readXlsx } = await import("hucre/xlsx");
  let workbook: Workbook;
  const places: number[] = [];
  try {
    workbook = await readXlsx(bytes, {
      readStyles: true,
      sheets({ hidden, veryHidden, index }) {
        const isRead = !(hidden || veryHidden || isCharts(index));
        if (isRead) places.push(index);
        return isRead;
      },
    });
  } catch (error) {
    throw new DocumentFailure(faultOf(error as Error));
  }
  const is1904 = workbook.dateSystem === "1904";
  const title = workbook.properties?.title?.trim() || undefined;
  const partOf = partsOfSheets(parts);
  const elements = elementsOf(parts, "xl/workbook.xml", "sheet");
  const sheets = workbook.sheets.map((sheet, index) => {
    const part = partOf(elements[places[index] ?? -1] ?? "");
    return toText(sheet, is1904, () => (part ? numbersBeyondDates(part) : new Map()));
  });
  return { title, sheets };
}

/**
 * Whether the shown sheets certainly have more rows below their headers: of those that hold something, fewer than half
 * stand above (see `toTable`), and a header is three rows high at most.
 */
function hasMoreRows(parts: ReadonlyMap<string, Buffer>, most: number): boolean {
  const partOf = partsOfSheets(parts);
  const shown = elementsOf(parts, "xl/workbook.xml", "sheet").filter(
    (element) => !/\sstate="\w*[hH]idden"/.test(element),
  );
  let count = 0;
  for (const element of shown) {
    count -= 2 * 3;
    const part = partOf(element);
    // What cannot be counted here is counted later.
    for (const cells of part ? rowsIn(part) : []) {
      if (holdsSomething(cells) && ++count > 2 * most) return true;
    }
  }
  return false;
}

/** Finds the XML of a sheet by its element in the workbook. */
function partsOfSheets(parts: ReadonlyMap<string, Buffer>): (element: string) => Buffer | undefined {
  const relations = elementsOf(parts, "xl/_rels/workbook.xml.rels", "Relationship");
  const targets = new Map(relations.map((element) => [attribute(element, "Id"), attribute(element, "Target")]));
  return (element) => {
    const target = targets.get(attribute(element, "\\w+:id"));
    return target === undefined ? undefined : parts.get(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  };
}

/** Whether a row's XML has a value that is not empty: a formula may give `""` all the way down a sheet. */
function holdsSomething(row: Buffer): boolean {
  for (let value = row.indexOf("<v>"); value !== -1; value = row.indexOf("<v>", value + 3)) {
    if (row[value + 3] !== "<".charCodeAt(0)) return true;
  }
  return /<t(?: [^>]*)?>\s*[^<\s]/.test(row.toString("latin1"));
}

function faultOf({ message }: Error): string {
  const wide = /^Sheet "(.*)" spans .* limit\b/s.exec(message);
  if (wide) {
    return `Sheet ${wide[1]} has empty cells with a format far away from its data: delete the rows and columns that they are in.`;
  }
  return `The workbook is damaged, or cannot be read: ${message.replace(/\.$/, "")}.`;
}

/** @param beyondDates numbers by their place, for which the parser gives a Date that is not valid */
function toText(
  { name, rows, cells, merges = [] }: Sheet,
  is1904: boolean,
  beyondDates: () => ReadonlyMap<string, number>,
): SheetText {
  let numbers: ReadonlyMap<string, number> | undefined;
  const texts = rows.map((row, rowIndex) =>
    row.map((value, columnIndex) => {
      if (value instanceof Date && Number.isNaN(value.getTime())) {
        numbers ??= beyondDates();
        const number = numbers.get(cellName(rowIndex, columnIndex));
        // What Excel shows of it.
        return number === undefined ? "#######" : cellText(number, undefined, is1904);
      }
      return cellText(value, cells?.get(`${rowIndex},${columnIndex}`)?.style?.numFmt, is1904);
    }),
  );
  return { name, rows: texts, merges };
}

/** Which sheets, by their place, hold a chart alone: the parser fails at them. */
function chartSheets(parts: ReadonlyMap<string, Buffer>): (index: number) => boolean {
  const charts = elementsOf(parts, "xl/_rels/workbook.xml.rels", "Relationship").filter((element) =>
    /\sType="[^"]*\/(?:chartsheet|dialogsheet|xlMacrosheet)"/.test(element),
  );
  const ids = charts.map((element) => attribute(element, "Id"));
  const sheets = elementsOf(parts, "xl/workbook.xml", "sheet");
  return (index) => ids.includes(attribute(sheets[index] ?? "", "\\w+:id"));
}

/** The opening tags of such elements in a file of the workbook. */
function elementsOf(parts: ReadonlyMap<string, Buffer>, part: string, name: string): readonly string[] {
  return `${parts.get(part) ?? ""}`.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, "g")) ?? [];
}

/** @param name a pattern */
function attribute(element: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1];
}
