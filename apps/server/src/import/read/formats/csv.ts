import { CsvError, parse } from "csv-parse/sync";
import { DocumentFailure, failedCode } from "../../failures.js";
import { asFound, type Delimiter, findDelimiter } from "./csv-delimiter.js";
import type { ReadDocument, ReadingSettings } from "./document-reader.js";
import { readDeclaredTable } from "./sheets/declared-table.js";
import { readFaq } from "./sheets/faq.js";
import { isBlank, requireFewRows, type Sheet, type SheetRow } from "./sheets/sheet.js";
import { structuredPoints } from "./sheets/structured-points.js";

/**
 * Reads a CSV (RFC 4180, and what real ones do beyond it). The first row that is not blank names the columns; each
 * further one becomes a point of type `structured`. Short rows have empty values at their end, and what stands beyond
 * the header has columns of its own. A column without a name and without a value is left out. A quote within a value
 * that begins without one is a character.
 *
 * @param delimiter between values; found out where it is not given. A first line `sep=;` says it, too.
 * @throws DocumentFailure also when there is no row below the header (36007), or there are too many (36006).
 */
export function readCsv(text: string, { limits, table }: ReadingSettings, delimiter?: Delimiter): ReadDocument {
  const { maximumPoints, maximumRows } = limits;
  const sheet = csvSheet(text, Math.min(maximumPoints, maximumRows), delimiter);
  if (table) return readDeclaredTable([sheet], table, limits);
  const [header, ...rows] = sheet.rows;
  if (header === undefined || rows.length === 0) {
    throw new DocumentFailure("The file has no row below a header.", failedCode.structuredDocumentEmpty);
  }
  requireFewRows(rows.length, limits);
  return {
    points: structuredPoints(
      header.cells,
      rows.map(({ cells }) => cells),
    ),
  };
}

/** Reads a CSV of questions and answers, as `readFaq` says. */
export function readFaqCsv(text: string, { limits }: ReadingSettings, delimiter?: Delimiter): ReadDocument {
  return readFaq([csvSheet(text, limits.maximumPoints, delimiter)], limits);
}

/** The rows of a CSV; of those beyond the most that may stand below its header, only the first is given. */
function csvSheet(text: string, maximumRows: number, delimiter?: Delimiter): Sheet {
  const rows: SheetRow[] = [];
  const said = /^"?sep=([^"\n])"?(?=\n)/i.exec(text);
  // An empty line in its place keeps the numbers of lines.
  const rest = said ? text.slice(said[0].length) : text;
  parseRows(rest, said?.[1] ?? delimiter ?? findDelimiter(rest), (cells, number) => {
    if (rows.length < maximumRows + 2 && !cells.every(isBlank)) rows.push({ number, cells });
  });
  return { rows };
}

/** Gives each row that is no empty line. */
function parseRows(text: string, delimiter: string, takeRow: (cells: readonly string[], line: number) => void): void {
  let lastLine = 0;
  try {
    parse(text, {
      delimiter,
      ...asFound,
      on_record: (cells: string[], { lines }) => {
        lastLine = lines;
        takeRow(cells, lines);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const begins = lastLine + 1 + leadingEmptyLines(text, lastLine);
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
    const fault = isOpen ? `the file ends within a value in quotes; its row begins in line ${begins}` : error.message;
    throw new DocumentFailure(`Line ${error.lines}: ${fault}.`);
  }
}

/** How many empty lines follow a line. */
function leadingEmptyLines(text: string, line: number): number {
  const following = text.split("\n").slice(line);
  const first = following.findIndex((content) => content !== "");
  return Math.max(first, 0);
}
