import { parse } from "csv-parse/sync";
import { isBlank } from "./sheets/sheet.js";

/** What may stand between the values of a row; the one that is meant where several do equally well comes first. */
const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** How many rows are looked at, with the header. */
const sampledRows = 50;

/** In bytes: a row that is longer than this is not looked at, since it has an open quote rather than many values. */
const maximumRowBytes = 1024 * 1024;

/**
 * What stands between the values of a CSV. By it the header has several columns, and most of the first rows have as
 * many values as the header. Of several such characters it is the one that most rows agree on, then the one that gives
 * most columns, then the comma. Where there is none, as in a file of one column of sentences, it is the comma.
 */
export function findDelimiter(text: string): Delimiter {
  let best: { readonly delimiter: Delimiter; readonly agreement: number; readonly columns: number } | undefined;
  for (const delimiter of delimiters) {
    const { columns, agreement } = tryDelimiter(text, delimiter);
    if (columns < 2) continue;
    // A comma in the header alone still makes columns: rows may be shorter. Other characters must be meant by the rows.
    if (delimiter !== "," && agreement <= 0.5) continue;
    const isBetter = !best || agreement > best.agreement || (agreement === best.agreement && columns > best.columns);
    if (isBetter) best = { delimiter, agreement, columns };
  }
  return best?.delimiter ?? ",";
}

/** How rows are read: as many values as there are, and a quote within a value as a character. */
export const asFound = {
  record_delimiter: "\n",
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
} as const;

/** How many columns the header has, which is the first row that is not blank, and the share of rows that fit it. */
function tryDelimiter(text: string, delimiter: Delimiter): { columns: number; agreement: number } {
  let columns = 0;
  let [rows, agreeing] = [0, 0];
  const take = (cells: readonly string[]) => {
    if (cells.every(isBlank)) return;
    if (columns === 0) {
      // Each row may end in a delimiter, or the header alone.
      columns = cells.findLastIndex((cell) => !isBlank(cell)) + 1;
      return;
    }
    rows++;
    if (cells.length >= columns && cells.slice(columns).every(isBlank)) agreeing++;
  };
  if (text.includes(delimiter)) {
    try {
      parse(text, {
        delimiter,
        ...asFound,
        to: sampledRows,
        max_record_size: maximumRowBytes,
        on_record: (cells: string[]) => {
          take(cells);
          return null;
        },
      });
    } catch {
      // A quote is open. Whoever reads the file says so; the rows above it are counted.
    }
  }
  return { columns, agreement: rows === 0 ? 1 : agreeing / rows };
}
