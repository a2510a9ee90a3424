import { CsvError, parse } from "csv-parse/sync";
import { DocumentFailure, failedCode } from "../../failures.js";
import type { ImportLimits } from "../../limits.js";
import type { ReadDocument, ReadyPoint } from "./document-reader.js";
import { decodeText } from "./plain-text.js";

/** The second half of the sentence for each error of csv-parse. */
const faults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "the file ends within a value in quotes",
  CSV_INVALID_CLOSING_QUOTE: "something stands between a closing quote and the comma",
  INVALID_OPENING_QUOTE: "a quote stands within a value that has none around it",
};

/**
 * Reads a CSV (RFC 4180, commas). The first row names the columns; each further one that is not empty becomes a point
 * of type `structured`. Of the rows beyond the most points that a document may have, only the first is given.
 *
 * @throws DocumentFailure also when there is no such row (36007).
 */
export function readCsv(bytes: Uint8Array, { maximumPoints }: Pick<ImportLimits, "maximumPoints">): ReadDocument {
  const rows: (readonly string[])[] = [];
  let columns: readonly string[] | undefined;
  parseRows(decodeText(bytes), (cells, line) => {
    if (columns === undefined) {
      columns = checkedColumns(cells);
      return;
    }
    if (cells.every((cell) => cell.trim() === "")) return;
    if (cells.length !== columns.length) {
      const [found, wanted] = [counted(cells.length, "value"), counted(columns.length, "column")];
      throw new DocumentFailure(`Line ${line} has ${found}; the header has ${wanted}.`);
    }
    if (rows.length <= maximumPoints) rows.push(cells);
  });
  if (columns === undefined || rows.length === 0) {
    throw new DocumentFailure("The file has no row below a header.", failedCode.structuredDocumentEmpty);
  }
  return { points: pointsOf(columns, rows) };
}

/** One by one, since a point repeats the names of all columns: it may be thousands of times as long as its row. */
function* pointsOf(columns: readonly string[], rows: readonly (readonly string[])[]): Generator<ReadyPoint> {
  for (const cells of rows) yield toPoint(columns, cells);
}

/** Gives each row with the number of the line that it ends in. */
function parseRows(text: string, takeRow: (cells: readonly string[], line: number) => void): void {
  try {
    parse(text, {
      record_delimiter: "\n",
      // The header, which may stand below empty lines, says how many values a row must have: readCsv checks that.
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        takeRow(cells, lines);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DocumentFailure(`Line ${error.lines}: ${faults[error.code] ?? error.message}.`);
  }
}

function checkedColumns(names: readonly string[]): readonly string[] {
  const trimmed = names.map((name) => name.trim());
  const nameless = trimmed.indexOf("");
  if (nameless !== -1) throw new DocumentFailure(`Column ${nameless + 1} has no name in the header.`);
  const seen = new Set<string>();
  const twice = trimmed.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) throw new DocumentFailure(`The header names two columns "${twice}".`);
  return names;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function toPoint(columns: readonly string[], cells: readonly string[]): ReadyPoint {
  const fields = columns.map((name, index) => ({ field_name: name, field_value: cells[index] ?? "" }));
  return {
    content: fields.map(({ field_name, field_value }) => `${field_name}:${field_value}`).join("\n"),
    members: { chunk_type: "structured", table_chunk_fields: fields },
  };
}
