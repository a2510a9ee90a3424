import { isBlank } from "../sheets/sheet.js";
import type { Merge, SheetText } from "./open-workbook.js";

/** A sheet as a table. */
export interface SheetTable {
  /** What stands above the header, or all that there is where nothing stands below it; a line for each row. */
  readonly above: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A cell that is merged over more rows is one of the rows below. */
const mostHeaderRows = 3;

type Grid = string[][];

/**
 * Finds the header of a sheet: the first row in which more than half as many cells are filled as in most rows. Titles
 * above it have fewer; a row of notes has fewer than most rows, none so full as a header right below it, and then one
 * that holds names and no number. It is as many rows high as its merged cells. Below it, each row of cells that are
 * merged downwards has their text.
 */
export function toTable({ rows, merges }: SheetText): SheetTable {
  const filled = rows.map((row) => row.filter((text) => !isBlank(text)).length);
  const counts = filled.filter((count) => count > 0).sort((one, other) => one - other);
  const usual = counts[Math.floor(counts.length / 2)] ?? 0;
  const firstBelow = (index: number, most: number) => {
    let row = index + 1;
    while (row < filled.length && (filled[row] ?? 0) <= most) row++;
    return row;
  };
  const isNote = (count: number, index: number) => {
    if (count >= usual || merges.some(({ startRow }) => startRow === index)) return false;
    const next = filled[firstBelow(index, 0)] ?? usual;
    return next <= usual / 2 && !rows[firstBelow(index, usual / 2)]?.some(isNumber);
  };
  const top = filled.findIndex((count, index) => count > usual / 2 && !isNote(count, index));
  if (top === -1) return { above: "", header: [], rows: [] };
  const bottom = merges
    .filter(({ startRow, endRow }) => startRow === top && endRow < top + mostHeaderRows)
    .reduce((lowest, { endRow }) => Math.max(lowest, endRow), top);

  const grid = withMergedCells(rows, merges, (merge) => merge.startRow >= top && merge.endRow <= bottom);
  const below = grid.filter((_, index) => index > bottom && filled[index]);
  if (below.length === 0) return { above: toLines(rows), header: [], rows: [] };
  return { above: toLines(rows.slice(0, top)), header: namesOf(grid.slice(top, bottom + 1)), rows: below };
}

function isNumber(text: string): boolean {
  return /^\s*[-+(]?\d[\d.,]*%?\)?\s*$/.test(text);
}

/** Rows in which each cell that is merged downwards stands in all of its rows. */
export function withMergedCells(
  rows: SheetText["rows"],
  merges: readonly Merge[],
  isHeader: (merge: Merge) => boolean = () => false,
): Grid {
  const grid: Grid = rows.map((row) => [...row]);
  for (const merge of merges) fill(grid, merge, isHeader(merge));
  return grid;
}

/** Gives merged cells the text of the first: in a header all of them, else those below it. */
function fill(grid: Grid, { startRow, startCol, endRow, endCol }: Merge, isHeader: boolean): void {
  const text = grid[startRow]?.[startCol] ?? "";
  const lastColumn = isHeader ? endCol : startCol;
  for (const row of grid.slice(startRow, endRow + 1)) {
    for (let column = startCol; column <= Math.min(lastColumn, row.length - 1); column++) row[column] = text;
  }
}

/** A name for each column, from top to bottom. */
function namesOf(header: Grid): string[] {
  const width = header.reduce((widest, { length }) => Math.max(widest, length), 0);
  return Array.from({ length: width }, (_, column) => {
    const parts = header.map((row) => row[column] ?? "").filter((text) => !isBlank(text));
    return [...new Set(parts)].join(" ");
  });
}

function toLines(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.filter((text) => !isBlank(text)).join("  "));
  return lines.filter((line) => line !== "").join("\n");
}
