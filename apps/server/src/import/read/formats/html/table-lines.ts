import { isVisible } from "../../../blocks.js";
import { DocumentFailure } from "../../../failures.js";
import { allowed, type ImportLimits } from "../../../limits.js";
import type { FramedLines } from "./outline.js";
import { attribute, type HtmlElement, type HtmlParent } from "./visit.js";

interface TableRow {
  readonly cells: readonly HtmlElement[];
  readonly isHeader: boolean;
}

/** Columns that one cell may span at most (HTML Standard). */
const mostSpannedColumns = 1000;

/** In code points: a longer caption is not repeated above each part of a table. */
const longestRepeatedCaption = 200;

/**
 * Whether a table holds data, and does not just arrange what stands in it: it says so by a caption or header cells, or
 * it has rows and columns, and no other table in it.
 *
 * @param holdsHeading whether a heading of the document stands in it
 */
export function isDataTable(table: HtmlElement, holdsHeading: boolean): boolean {
  const role = attribute(table, "role");
  if (holdsHeading || role === "presentation" || role === "none") return false;
  const rows = rowsOf(table);
  const cells = rows.flatMap((row) => row.cells);
  if (cells.length < 2) return false;
  if (captionOf(table) || cells.some(({ tagName }) => tagName === "th") || rows.some(({ isHeader }) => isHeader)) {
    return true;
  }
  return rows.length > 1 && rows.some((row) => row.cells.length > 1) && !cells.some(holdsTable);
}

/**
 * A table in Markdown. A cell that spans rows or columns stands in each of them, so that a row can be read alone; the
 * rows of a header become one. Rows and columns without text are left out.
 *
 * @param textOf what a cell says, in lines
 * @throws DocumentFailure when the cells that are repeated take more than may be stored
 */
export function tableLines(
  table: HtmlElement,
  textOf: (cell: HtmlElement) => string,
  { maximumStoredBytes }: Pick<ImportLimits, "maximumStoredBytes">,
): FramedLines | undefined {
  let room = maximumStoredBytes;
  const rows = rowsOf(table);
  const said = (cell: HtmlElement) =>
    textOf(cell).replaceAll("\\|", "|").replaceAll("|", "\\|").replaceAll("\n", "<br>");
  const grid = filled(rows, said, (length) => {
    room -= length;
    if (room >= 0) return;
    throw new DocumentFailure(
      `The cells of a table that span rows or columns make it longer than ${allowed(maximumStoredBytes, "byte")}.`,
    );
  });
  const headerCount = countHeaderRows(rows);
  const width = grid.reduce((most, cells) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) =>
    grid.some((cells) => isVisible(cells[column] ?? "")),
  );
  if (columns.length === 0) return undefined;
  const header = columns.map((column) => {
    const names = grid.slice(0, headerCount).map((cells) => cells[column] ?? "");
    return [...new Set(names)].filter(isVisible).join(" / ");
  });
  const body = grid.slice(headerCount).filter((cells) => cells.some(isVisible));
  const caption = captionOf(table);
  const above = caption ? textOf(caption) : "";
  const captionLines = isVisible(above) ? [...above.split("\n"), ""] : [];
  const headerLines = [line(header), line(columns.map(() => "---"))];
  return {
    kind: "table",
    opening: [...captionLines, ...headerLines],
    rows: body.map((cells) => line(columns.map((column) => cells[column] ?? ""))),
    closing: [],
    repeated: above.length > longestRepeatedCaption ? headerLines : [...captionLines, ...headerLines],
  };
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The header is what stands in `thead`, else the rows of `th` alone at the top, else the first row. */
function countHeaderRows(rows: readonly TableRow[]): number {
  const inHead = rows.filter(({ isHeader }) => isHeader).length;
  if (inHead > 0) return inHead;
  const isName = (cell: HtmlElement | undefined) => cell?.tagName === "th";
  const firstOther = rows.findIndex(({ cells }) => cells.length === 0 || !cells.every(isName));
  if (firstOther > 0) return firstOther;
  // Each row has its name before it: the columns have none.
  const isNamed = firstOther === 0 && rows.every(({ cells }) => isName(cells[0]) && !isName(cells[1]));
  return isNamed ? 0 : 1;
}

function filled(
  rows: readonly TableRow[],
  textOf: (cell: HtmlElement) => string,
  spend: (length: number) => void,
): string[][] {
  const width = rows.reduce(
    (most, { cells }) =>
      Math.max(
        most,
        cells.reduce((sum, cell) => sum + span(cell), 0),
      ),
    0,
  );
  /** For each column, the text of a cell above that goes on, and for how many rows. */
  const going = new Map<number, { readonly text: string; left: number }>();
  return rows.map(({ cells, isHeader }) => {
    const row: string[] = [];
    const place = (text: string) => {
      spend(text.length + 3);
      row.push(text);
    };
    const goOn = () => {
      for (let above = going.get(row.length); above; above = going.get(row.length)) {
        if (--above.left === 0) going.delete(row.length);
        place(above.text);
      }
    };
    for (const cell of cells) {
      goOn();
      const text = textOf(cell);
      const [columns, down] = [span(cell), rowSpan(cell)];
      // What spans a whole row is a title between the others.
      const isTitle = !isHeader && columns >= width && columns > 1;
      for (let column = 0; column < columns; column++) {
        if (down > 1) going.set(row.length, { text: isTitle && column > 0 ? "" : text, left: down - 1 });
        place(isTitle && column > 0 ? "" : text);
      }
    }
    goOn();
    return row;
  });
}

function span(cell: HtmlElement): number {
  return Math.min(Math.max(Number.parseInt(attribute(cell, "colspan") ?? "1", 10) || 1, 1), mostSpannedColumns);
}

/** Zero is as many as there are. */
function rowSpan(cell: HtmlElement): number {
  const rows = Number.parseInt(attribute(cell, "rowspan") ?? "1", 10);
  return rows === 0 ? Number.MAX_SAFE_INTEGER : Math.max(rows || 1, 1);
}

function captionOf(table: HtmlElement): HtmlElement | undefined {
  return elementsIn(table).find(({ tagName }) => tagName === "caption");
}

/** The rows of a table, without those of tables in its cells: those of its head first, those of its foot last. */
function rowsOf(table: HtmlElement): TableRow[] {
  const [head, body, foot]: [TableRow[], TableRow[], TableRow[]] = [[], [], []];
  const addRow = (row: HtmlElement, isHeader: boolean, rows: TableRow[]) => {
    if (row.tagName !== "tr") return;
    rows.push({ cells: elementsIn(row).filter(({ tagName }) => tagName === "td" || tagName === "th"), isHeader });
  };
  for (const part of elementsIn(table)) {
    if (part.tagName === "tr") addRow(part, false, body);
    const isHeader = part.tagName === "thead";
    for (const row of elementsIn(part)) addRow(row, isHeader, isHeader ? head : part.tagName === "tfoot" ? foot : body);
  }
  return [...head, ...body, ...foot];
}

function elementsIn({ childNodes }: HtmlParent): HtmlElement[] {
  return childNodes.filter((node): node is HtmlElement => "tagName" in node);
}

function holdsTable(cell: HtmlElement): boolean {
  const stack: HtmlParent[] = [cell];
  for (let next = stack.pop(); next; next = stack.pop()) {
    for (const element of elementsIn(next)) {
      if (element.tagName === "table") return true;
      stack.push(element);
    }
  }
  return false;
}
