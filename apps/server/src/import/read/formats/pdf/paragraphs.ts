import { glueBetween } from "./join-lines.js";
import type { Region } from "./reading-order.js";
import { isPlain, type Row, textOf } from "./rows.js";
import { type PdfTable, withTables } from "./tables.js";

/** A line of text. */
export interface Line {
  readonly text: string;
  /** Of its letters, in points. */
  readonly size: number;
  readonly page: number;
  /** Whether the line above it goes on in it, so that the line end says nothing. */
  readonly continues: boolean;
}

/** Lines that stand together. */
export interface Paragraph {
  readonly kind: "paragraph";
  readonly lines: readonly Line[];
  /** Whether its last line is full, and no sentence ends in it: it may go on in the next column or on the next page. */
  readonly isOpen: boolean;
  /** Where it stands. */
  readonly region: Region;
}

export type PagePart = Paragraph | ({ readonly kind: "table"; readonly page: number } & PdfTable);

/** The paragraphs and tables of a region, from top to bottom. */
export function toParagraphs(region: Region, page: number): PagePart[] {
  const { rows } = region;
  const parts: PagePart[] = [];
  const spacing = usualSpacing(rows);
  const { left, right } = marginsOf(rows);
  let lines: Line[] = [];
  let last: Row | undefined;
  const isFull = (row: Row, next: Row) => !wouldFit(next, row, { left, right });
  const finish = () => {
    const [text, row] = [lines.at(-1)?.text, last];
    if (text !== undefined && row) {
      const isOpen = isNear(row, { left, right }) && !/[.!?。！？:：;；…]["'”’」』)）]*$/u.test(text);
      parts.push({ kind: "paragraph", lines, isOpen, region });
    }
    lines = [];
    last = undefined;
  };
  for (const row of withTables(rows)) {
    if ("cells" in row) {
      finish();
      parts.push({ kind: "table", page, cells: row.cells });
      continue;
    }
    const text = textOf(row);
    if (last && !belongTogether(last, row, spacing)) finish();
    const isNew = last === undefined || beginsAnew(text) || isIndented(row, last, { left, right });
    const continues = last !== undefined && !isNew && isRunningText(last) && isFull(last, row);
    lines.push({ text, size: row.size, page, continues });
    last = row;
  }
  finish();
  return parts;
}

/** In ems: shorter lines are no running text, but those of an address or a list. */
const shortestLine = 10;

function isRunningText(row: Row): boolean {
  return isPlain(row) && row.right - row.left >= shortestLine * row.size && !leader.test(textOf(row));
}

/** Dots that lead to a number, at the end of a line of a table of contents. */
const leader = /… \S+$/;

interface Bounds {
  readonly left: number;
  readonly right: number;
}

/**
 * Between which margins the lines stand: at each, several begin or end. The first and the last row do not count where
 * there are more, since a header or a page number may stand further out.
 */
function marginsOf(rows: readonly Row[]): Bounds {
  const inner = rows.length > 4 ? rows.slice(1, -1) : rows;
  const edgeOf = (edges: { at: number; size: number }[]) => {
    edges.sort((one, other) => other.at - one.at);
    const shared = edges.find(
      ({ at, size }, index) => at - (edges[index + 1]?.at ?? Number.NEGATIVE_INFINITY) < 1.5 * size,
    );
    return (shared ?? edges[0])?.at ?? 0;
  };
  return {
    left: -edgeOf(inner.map(({ left, size }) => ({ at: -left, size }))),
    right: edgeOf(inner.map(({ right, size }) => ({ at: right, size }))),
  };
}

/** The distance between two lines that most have, in ems. */
function usualSpacing(rows: readonly Row[]): number {
  const distances = rows.slice(1).flatMap((row, index) => {
    const above = rows[index];
    const distance = above === undefined ? 0 : (row.baseline - above.baseline) / row.size;
    return distance > 0.5 && distance < 3 ? [distance] : [];
  });
  distances.sort((one, other) => one - other);
  // The lower third: on a page of short paragraphs, the distance between them is the more usual one.
  return distances[Math.floor(distances.length / 3)] ?? 1.2;
}

function belongTogether(above: Row, row: Row, spacing: number): boolean {
  const ratio = row.size / above.size;
  const distance = (row.baseline - above.baseline) / Math.max(row.size, above.size);
  return ratio > 0.85 && ratio < 1.18 && distance < 1.25 * spacing + 0.1;
}

/** Whether the first word of a line would have stood at the end of the line above it, if that were its paragraph's. */
function wouldFit(row: Row, above: Row, { left, right }: Bounds): boolean {
  const first = textOf(row);
  const word =
    glueBetween(first.slice(0, 1), first.slice(1, 2)) === "" ? 1.5 : (/^\S+/.exec(first)?.[0].length ?? 1) + 1;
  const width = (row.right - row.left) * Math.min(1, word / first.length);
  const room = row.rightToLeft ? above.left - left : right - above.right;
  // Centred lines have room on both sides.
  return room > width + 0.5 * row.size;
}

function isNear(row: Row, { left, right }: Bounds): boolean {
  return (row.rightToLeft ? row.left - left : right - row.right) < 4 * row.size;
}

/** A mark of an item in a list. */
function beginsAnew(text: string): boolean {
  return /^(?:[•●○◦▪■□◆▶➢✓*–—‣·-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|[（(]?[一二三四五六七八九十]{1,3}[）)、.])\s/u.test(
    text,
  );
}

/** Whether a line begins further inside than the one above it, as the first of a paragraph does. */
function isIndented(row: Row, above: Row, { left, right }: Bounds): boolean {
  const indent = (line: Row) => (line.rightToLeft ? right - line.right : line.left - left);
  const further = indent(row) - indent(above);
  return further > 0.8 * row.size && further < 6 * row.size && indent(above) < 0.8 * row.size;
}
