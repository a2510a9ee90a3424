import stringWidth from "string-width";
import { fit } from "./fit.js";

const gap = "  ";
/** Fewer columns than these say nothing; the line is then longer than the terminal. */
const narrowestLast = 10;

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
export function table(columns: readonly TableColumn[], lineColumns: number | undefined): string {
  const filled = columns.filter(({ cells }) => cells.some((cell) => cell !== ""));
  let left = lineColumns ?? Number.POSITIVE_INFINITY;
  const blocks = filled.map(({ name, cells, widest = left }, index) => {
    const last = index === filled.length - 1;
    const block = alignColumn([name, ...cells], last ? Math.max(narrowestLast, left) : widest);
    left -= stringWidth(block[0] ?? "") + gap.length;
    return block;
  });
  const lines = blocks[0]?.map((_, row) => blocks.map((block) => block[row]).join(gap)) ?? [];
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** Texts cut to `widest` terminal columns and filled up to the same width. */
function alignColumn(texts: readonly string[], widest: number): string[] {
  const cut = texts.map((text) => fit(text, widest));
  const width = Math.max(...cut.map((text) => stringWidth(text)));
  return cut.map((text) => text + " ".repeat(width - stringWidth(text)));
}
