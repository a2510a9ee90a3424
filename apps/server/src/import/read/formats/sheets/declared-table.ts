import type { TableField } from "../../../collection-file.js";
import { DocumentFailure, failedCode } from "../../../failures.js";
import type { ImportLimits } from "../../../limits.js";
import type { ReadDocument, ReadyPoint } from "../document-reader.js";
import { parseJson } from "../parse-json.js";
import { filledSheets, isBlank, placeOf, requireFewRows, type Sheet, sheetMembers } from "./sheet.js";

/**
 * Reads the sheets of a collection whose table is declared: each row below a header is a point of type `structured`,
 * its values of the declared types.
 *
 * Source: table `failed_code` of documentation page doc/info.
 *
 * @throws DocumentFailure when there are too many sheets (36005) or rows (36006), a header is not to the letter that of
 * the table (36003), there is no row below one (36007), or, while its points are read, a value does not fit its type
 * (36004).
 */
export function readDeclaredTable(
  sheets: readonly Sheet[],
  table: readonly TableField[],
  limits: ImportLimits,
): ReadDocument {
  const filled = filledSheets(sheets, limits, failedCode.tooManySheets);
  for (const sheet of filled) requireHeader(sheet, table);
  const count = filled.reduce((sum, { rows }) => sum + rows.length - 1, 0);
  if (count === 0) {
    throw new DocumentFailure("The file has no row below a header.", failedCode.structuredDocumentEmpty);
  }
  requireFewRows(count, limits);
  return { points: pointsOf(filled, table) };
}

function requireHeader({ name, rows }: Sheet, table: readonly TableField[]): void {
  const [header] = rows;
  const given = [...(header?.cells ?? [])];
  while (given.length > table.length && given.at(-1)?.trim() === "") given.pop();
  const index = table.findIndex((field, column) => field.field_name !== given[column]);
  if (index === -1 && given.length === table.length) return;
  const found = (column: number) => (column < given.length ? JSON.stringify(given[column]) : "missing");
  const wrong = index === -1 ? table.length : index;
  const wanted = table[wrong] === undefined ? "no such column" : JSON.stringify(table[wrong].field_name);
  const where = name === undefined ? "the header" : `the header of sheet ${JSON.stringify(name)}`;
  throw new DocumentFailure(
    `Column ${wrong + 1} of ${where} is ${found(wrong)}; collection.yaml has ${wanted} there. ${remedy(given, rows, table)}`,
    failedCode.headerMismatch,
  );
}

/** What would make a header that of the table. */
function remedy(given: readonly string[], rows: Sheet["rows"], table: readonly TableField[]): string {
  const names = table.map(({ field_name }) => field_name);
  const isOf = (cells: readonly string[]) => names.every((name, column) => name === cells[column]);
  const below = rows.slice(1).find(({ cells }) => isOf(cells));
  if (below) return `Its names are in row ${below.number}: delete what stands above that.`;
  const isReordered = given.length === names.length && names.every((name) => given.includes(name));
  return isReordered
    ? "The names are the same, in another order: order the columns as collection.yaml does, or the other way round."
    : "Names and their order must be the same, to the letter: change the header, or the table in collection.yaml.";
}

function* pointsOf(sheets: readonly Sheet[], table: readonly TableField[]): Generator<ReadyPoint> {
  for (const sheet of sheets) {
    for (const row of sheet.rows.slice(1)) {
      const extra = row.cells.findIndex((cell, column) => column >= table.length && !isBlank(cell));
      if (extra !== -1) {
        const message = `${placeOf(sheet, row)}: ${JSON.stringify(row.cells[extra])} stands in column ${extra + 1}, of which the header has no name.`;
        throw new DocumentFailure(message, failedCode.headerMismatch);
      }
      const fields = table.map(({ field_name, field_type }, column) => {
        const cell = row.cells[column] ?? "";
        const value = converters[field_type](cell);
        if (value !== undefined) return { field_name, field_value: value };
        const said = isBlank(cell) ? "an empty cell" : JSON.stringify(cell);
        const message = `${placeOf(sheet, row)}, column ${JSON.stringify(field_name)}: ${said} is not of type ${field_type}.`;
        throw new DocumentFailure(message, failedCode.typeMismatch);
      });
      const lines = table.map(({ field_name }, column) => `${field_name}:${row.cells[column] ?? ""}`);
      yield {
        content: lines.join("\n"),
        members: { chunk_type: "structured", ...sheetMembers(sheet), table_chunk_fields: fields },
      };
    }
  }
}

type Value = string | number | boolean | readonly string[];

const largestInt64 = 2n ** 63n - 1n;

/** What a cell is as a value of each type; undefined when it is none. */
const converters: Readonly<Record<TableField["field_type"], (cell: string) => Value | undefined>> = {
  string: (cell) => cell,
  int64(cell) {
    const text = cell.trim();
    if (!/^[+-]?\d{1,19}$/.test(text)) return undefined;
    const integer = BigInt(text.replace("+", ""));
    if (integer > largestInt64 || integer < -largestInt64 - 1n) return undefined;
    // Beyond 2^53 a number would lose its last digits; this keeps them when it is written.
    return parseJson(String(integer)).exact as number;
  },
  float32(cell) {
    // A share is a number to a spreadsheet, which shows it as 12.5%.
    const [, digits, percent] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%?)$/i.exec(cell.trim()) ?? [];
    if (digits === undefined) return undefined;
    const number = percent ? Number(`${digits}e-2`) : Number(digits);
    return Number.isFinite(Math.fround(number)) ? number : undefined;
  },
  bool(cell) {
    const word = cell.trim().toLowerCase();
    return word === "true" || (word === "false" ? false : undefined);
  },
  "list<string>"(cell) {
    try {
      const { value } = parseJson(cell);
      return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
    } catch {
      return undefined;
    }
  },
};
