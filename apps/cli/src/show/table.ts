import { fit, widthOf } from "./columns.js";
import { oneLine, type View } from "./text.js";

const gap = "  ";
/** Fewer columns than these say nothing; the line is then longer than the terminal. */
const narrowestLast = 10;
/** No column is widened to a cell that is wider than this, which moves its own line alone: a table stays of its content's size. */
const widestFilled = 200;

/** A column of a table over rows. */
interface TableColumn<Row> {
  readonly name: string;
  /** What a row has there; it is made printable. */
  readonly text: (row: Row) => string | undefined;
  /** Terminal columns that it is cut to; the last column takes what remains of the line. */
  readonly widest?: number | undefined;
}

/** Aligned rows under a header, one line each. A column that is empty in every row is left out. */
export function table<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], view: View): string[] {
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
