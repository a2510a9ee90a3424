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
export function table<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], view: TableView): string[] {
  const filled = columns.filter(({ text }) =>
    rows.some((row) => oneLine(text(row) ?? "", { links: view.links }) !== ""),
  );
  return growingTable(filled, view)(rows);
}

/** What a table needs to know of the view. */
type TableView = Pick<View, "columns" | "links" | "onCut" | "paint">;

/**
 * A table whose rows come bit by bit. The first rows decide how wide its columns are; in later ones a wider cell moves
 * the rest of its own line.
 */
export function growingTable<Row>(
  columns: readonly TableColumn<Row>[],
  view: TableView,
): (rows: readonly Row[]) => string[] {
  const most = view.columns ?? Number.POSITIVE_INFINITY;
  const aligned = columns.slice(0, -1);
  const last = columns.at(-1);
  let widths: readonly number[] | undefined;
  return (rows) => {
    if (rows.length === 0 || last === undefined) return [];
    const isFirst = widths === undefined;
    const textsOf = ({ name, text }: TableColumn<Row>) => {
      const texts = rows.map((row) => oneLine(text(row) ?? "", view));
      return isFirst ? [name, ...texts] : texts;
    };
    const cells = aligned.map((column) => textsOf(column).map((text) => fit(text, column.widest ?? most)));
    widths ??= cells.map(widestOf);
    const lines = textsOf(last).map((cell, row) => {
      const before = cells.map((column, index) => padded(column[row] ?? "", widths?.[index] ?? 0) + gap).join("");
      // Nothing is measured where nothing limits the line: to measure a long text takes its time.
      const shown =
        view.columns === undefined ? cell : fit(cell, Math.max(narrowestLast, most - widthOf(before, most)));
      return (before + shown).trimEnd();
    });
    return lines.map((line, index) => `${isFirst && index === 0 ? view.paint("bold", line) : line}\n`);
  };
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text, width)));
}

function widestOf(texts: readonly string[]): number {
  const widths = texts.map((text) => widthOf(text, widestFilled));
  return widths.reduce((most, width) => (width <= widestFilled ? Math.max(most, width) : most), 0);
}
