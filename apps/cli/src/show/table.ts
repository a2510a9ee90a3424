import { fit, widthOf } from "./columns.js";
import { oneLine, type View } from "./text.js";

const gap = "  ";
/** The least columns of the last column; on a narrower terminal the line is longer than the terminal. */
const narrowestLast = 10;
/**
 * The widest cell that widens its column. A wider one moves only its own line, so that the table keeps the size of its
 * content.
 */
const widestFilled = 200;

/** A column of a table over rows. */
interface TableColumn<Row> {
  readonly name: string;
  /** The text of a row in this column; it is made printable. */
  readonly text: (row: Row) => string | undefined;
  /** The columns that its cells are cut to; the last column takes the rest of the line. */
  readonly widest?: number | undefined;
}

/** Aligned rows under a header, one line each. A column that is empty in every row is left out. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  view: Omit<View, "language">,
): string[] {
  const filled = columns
    .map(({ text, ...column }) => ({ ...column, cells: rows.map((row) => oneLine(text(row) ?? "", view)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  let left = view.columns ?? Number.POSITIVE_INFINITY;
  const blocks = filled.map(({ name, cells, widest = left }, index) => {
    const texts = [name, ...cells];
    if (index === filled.length - 1) return texts.map((text) => fit(text, Math.max(narrowestLast, left)));
    const cut = texts.map((text) => fit(text, widest));
    const width = widestOf(cut);
    left -= width + gap.length;
    return cut.map((text) => text + " ".repeat(Math.max(0, width - widthOf(text, width))));
  });
  const lines = blocks[0]?.map((_, row) => blocks.map((block) => block[row]).join(gap)) ?? [];
  return lines.map((line) => `${line.trimEnd()}\n`);
}

function widestOf(texts: readonly string[]): number {
  const widths = texts.map((text) => widthOf(text, widestFilled));
  return widths.reduce((most, width) => (width <= widestFilled ? Math.max(most, width) : most), 0);
}
