import type { TableBlock } from "../readers/document-reader.js";
import { countCharacters } from "./count-characters.js";

/**
 * Cuts a table between rows into parts of at most so many code points, each beginning with the header. A row is never
 * cut: a part that holds one row alone may be longer. A header that is itself longer than a part is not repeated.
 */
export function* splitTable({ header, rows }: TableBlock, maximumLength: number): Generator<string> {
  const headerLength = countCharacters(header);
  const repeated = headerLength < maximumLength;
  let part = [header];
  let length = headerLength;
  let rowCount = repeated ? 0 : 1;
  for (const row of rows) {
    const rowLength = countCharacters(row) + 1;
    if (rowCount > 0 && length + rowLength > maximumLength) {
      yield part.join("\n");
      part = repeated ? [header] : [];
      length = repeated ? headerLength : -1;
      rowCount = 0;
    }
    part.push(row);
    length += rowLength;
    rowCount++;
  }
  yield part.join("\n");
}
