import type { Sheet, Workbook } from "hucre/xlsx";
import { DocumentFailure } from "../../../failures.js";
import type { ImportLimits } from "../../../limits.js";
import { tagsOf, type XmlTag } from "../office/scan-xml.js";
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
  const tags = sheetTags(parts);
  const sheets = workbook.sheets.map((sheet, index) => {
    const part = partOf(tags[places[index] ?? -1]);
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
  const shown = sheetTags(parts).filter((tag) => !/hidden$/i.test(tag.attribute("state") ?? ""));
  let count = 0;
  for (const tag of shown) {
    count -= 2 * 3;
    const part = partOf(tag);
    // What cannot be counted here is counted later.
    for (const cells of part ? rowsIn(part) : []) {
      if (holdsSomething(cells) && ++count > 2 * most) return true;
    }
  }
  return false;
}

/** Finds the XML of a sheet by its tag in the workbook. */
function partsOfSheets(parts: ReadonlyMap<string, Buffer>): (tag: XmlTag | undefined) => Buffer | undefined {
  const targets = new Map(relationTags(parts).map((tag) => [tag.attribute("Id"), tag.attribute("Target")]));
  return (tag) => {
    const target = targets.get(tag?.attribute(relationId));
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
  const charts = relationTags(parts).filter((tag) =>
    /\/(?:chartsheet|dialogsheet|xlMacrosheet)$/.test(tag.attribute("Type") ?? ""),
  );
  const ids = charts.map((tag) => tag.attribute("Id"));
  const sheets = sheetTags(parts);
  return (index) => ids.includes(sheets[index]?.attribute(relationId));
}

/** The attribute of a sheet's tag that names its relation. */
const relationId = "\\w+:id";

function sheetTags(parts: ReadonlyMap<string, Buffer>): readonly XmlTag[] {
  return startTags(parts.get("xl/workbook.xml"), "sheet");
}

function relationTags(parts: ReadonlyMap<string, Buffer>): readonly XmlTag[] {
  return startTags(parts.get("xl/_rels/workbook.xml.rels"), "Relationship");
}

/** @param name without the prefix that it may have */
function startTags(part: Buffer | undefined, name: string): readonly XmlTag[] {
  return [...tagsOf(`${part ?? ""}`)].filter((tag) => !tag.isEnd && tag.name.replace(/^.*:/, "") === name);
}
