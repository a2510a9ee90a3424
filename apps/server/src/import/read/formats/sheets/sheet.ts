import { DocumentFailure, failedCode } from "../../../failures.js";
import { allowed, type ImportLimits } from "../../../limits.js";

/** A row, and the number by which people find it. */
export interface SheetRow {
  /** From 1: of a spreadsheet's row, or of the line in which a row of a CSV ends. */
  readonly number: number;
  /** The texts of its cells. */
  readonly cells: readonly string[];
}

/** A sheet of a spreadsheet; a CSV is one without a name. */
export interface Sheet {
  readonly name?: string | undefined;
  /** Without the rows in which no cell holds anything. */
  readonly rows: readonly SheetRow[];
}

/** Whether a cell holds nothing but white space. */
export function isBlank(cell: string): boolean {
  return cell.trim() === "";
}

/** Where a row is, to begin a sentence with. */
export function placeOf({ name }: Sheet, { number }: SheetRow): string {
  return name === undefined ? `Row ${number}` : `Sheet ${JSON.stringify(name)}, row ${number}`;
}

/** The members of a point that say which sheet its row stands on. */
export function sheetMembers({ name }: Sheet): { readonly sheet_name?: string } {
  return name === undefined ? {} : { sheet_name: name };
}

/**
 * The sheets that hold something.
 *
 * @throws DocumentFailure with this code when there are more than are allowed.
 */
export function filledSheets(sheets: readonly Sheet[], limits: ImportLimits, code: number): Sheet[] {
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  requireFewSheets(filled.length, limits, code);
  return filled;
}

/** @throws DocumentFailure with this code when more sheets than are allowed hold something. */
export function requireFewSheets(count: number, { maximumSheets }: ImportLimits, code: number): void {
  if (count <= maximumSheets) return;
  const message = `The file has ${count} sheets, more than ${allowed(maximumSheets, "sheet")}.`;
  throw new DocumentFailure(message, code);
}

/** @throws DocumentFailure (36006) when there are more rows below headers than are allowed. */
export function requireFewRows(count: number, limits: ImportLimits): void {
  if (count > limits.maximumRows) throw tooManyRows(limits);
}

export function tooManyRows({ maximumRows }: ImportLimits): DocumentFailure {
  return new DocumentFailure(
    `The file has more than ${allowed(maximumRows, "row")} below its header.`,
    failedCode.tooManyRows,
  );
}
