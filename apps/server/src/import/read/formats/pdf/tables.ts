import { isPlain, partOf, type Row, textOf } from "./rows.js";

/** Rows whose cells stand in columns. */
export interface PdfTable {
  /** Each has a text for every column; an empty one where it has no cell. */
  readonly cells: readonly (readonly string[])[];
}

/** Two rows may stand beside each other by chance. */
const fewestRows = 3;

/** In characters: cells of a table are short. */
const longestMeanCell = 40;

/**
 * Finds the tables among rows: at least three rows that follow each other, each with several cells, with gaps that run
 * down through all of them. Whatever is less plain than that stays rows.
 */
export function withTables(rows: readonly Row[]): (Row | PdfTable)[] {
  const found: (Row | PdfTable)[] = [];
  let run: Row[] = [];
  const finish = () => {
    for (const part of toTable(run) ?? run) found.push(part);
    run = [];
  };
  for (const row of rows) {
    const last = run.at(-1);
    const goesOn = !isPlain(row) && (!last || row.baseline - last.baseline < 3 * Math.max(last.size, row.size));
    if (!goesOn) finish();
    if (!isPlain(row)) run.push(row);
    else found.push(row);
  }
  finish();
  return found;
}

function toTable(rows: readonly Row[]): [PdfTable] | undefined {
  if (rows.length < fewestRows) return undefined;
  const columns = columnsOf(rows);
  if (columns.length < 2) return undefined;
  const cells = rows.map((row) =>
    columns.map(({ left, right }) => {
      const segments = row.segments.filter((segment) => segment.left < right && segment.right > left);
      return segments.length === 0 ? "" : textOf(partOf(row, segments));
    }),
  );
  const filled = cells.map((row) => row.filter((text) => text !== ""));
  if (filled.some((row) => row.length < 2)) return undefined;
  const texts = filled.flat();
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  if (mean > longestMeanCell) return undefined;
  // Dots lead to the page number of a table of contents.
  if (columns.length === 2 && texts.some((text) => text.endsWith("…"))) return undefined;
  // A list has marks in front of its items, and so has each of two lists beside each other.
  if (columns.length === 2 && cells.every(([mark = ""]) => mark.length <= 3)) return undefined;
  if (cells.every((row) => row.every((text, column) => column % 2 === 1 || isMark(text)))) return undefined;
  return [{ cells }];
}

function isMark(text: string): boolean {
  return /^[•●○◦▪■□◆▶➢]?$/u.test(text);
}

/** What the segments of all rows cover, where the gaps between are in no row. */
function columnsOf(rows: readonly Row[]): { left: number; right: number }[] {
  const columns: { left: number; right: number }[] = [];
  const segments = rows.flatMap((row) => row.segments).sort((one, other) => one.left - other.left);
  for (const { left, right } of segments) {
    const last = columns.at(-1);
    if (last && left < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}
