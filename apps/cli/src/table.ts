import { fit, widthOf } from "./width.js";

const gap = "  ";
/** Fewer columns than these say nothing; the line is then longer than the terminal. */
const narrowestLast = 10;
/** Others are not filled up to a cell that is wider: it moves its own line alone, and a page is no square of its bytes. */
const widestFilled = 200;

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  /** Its cells in printable text, one for each row. */
  readonly cells: readonly string[];
  /** Terminal columns that it is cut to; the last column takes what remains of the line. */
  readonly widest?: number | undefined;
}

/**
 * Aligned rows under a header, one line each. A column that is empty in every row is left out.
 *
 * @param lineColumns terminal columns that a line should keep to; undefined where nothing limits it
 */
export function table(columns: readonly TableColumn[], lineColumns: number | undefined): string[] {
  const filled = columns.filter(({ cells }) => cells.some((cell) => cell !== ""));
  let left = lineColumns ?? Number.POSITIVE_INFINITY;
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
