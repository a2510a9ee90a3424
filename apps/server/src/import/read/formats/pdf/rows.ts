import type { Piece } from "./page-text.js";

/** Pieces that stand beside each other without a wide gap. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** What stands on one line, across all columns. */
export interface Row {
  /** From left to right. */
  readonly segments: readonly Segment[];
  /** Most of its letters are of a writing that runs to the left. */
  readonly rightToLeft: boolean;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** That of most of its text. */
  readonly size: number;
}

/** A gap of so many ems parts two segments: justified lines have narrower ones, columns may have no wider one. */
const wideGap = 0.8;

/** The rows of a page, or of a part of it, from top to bottom. */
export function toRows(pieces: readonly Piece[]): Row[] {
  const rows: Piece[][] = [];
  let row: Piece[] = [];
  let main: Piece | undefined;
  for (const piece of [...pieces].sort((one, other) => one.baseline - other.baseline)) {
    // Superscripts and subscripts are less than half of a line away.
    if (main && piece.baseline - main.baseline <= 0.45 * Math.max(main.size, piece.size)) {
      row.push(piece);
      if (weight(piece) > weight(main)) main = piece;
    } else {
      row = [piece];
      main = piece;
      rows.push(row);
    }
  }
  return rows.map(toRow);
}

/** In ems: a wider gap than this parts what does not belong to one sentence. */
const widestInSentence = 2;

/** Whether a row is all one: it may be running text. */
export function isPlain({ segments, size }: Row): boolean {
  return segments.every(({ left }, index) => left - (segments[index - 1]?.right ?? left) < widestInSentence * size);
}

/** The text of a row, in its reading order. Where it is not all one, two spaces part it. */
export function textOf(row: Row): string {
  const texts = row.segments.map(({ text }) => text);
  return (row.rightToLeft ? texts.reverse() : texts).join(isPlain(row) ? " " : "  ");
}

/** The part of a row that some of its segments make. */
export function partOf(row: Row, segments: readonly Segment[]): Row {
  return { ...row, segments, left: leftOf(segments), right: rightOf(segments) };
}

function toRow(pieces: readonly Piece[]): Row {
  const main = pieces.reduce((best, piece) => (weight(piece) > weight(best) ? piece : best));
  const rightToLeft = isRightToLeft(pieces.map(({ text }) => text).join(""));
  const segments: Segment[] = [];
  let joined: Piece[] = [];
  let end = 0;
  const finish = () => {
    if (joined.length === 0) return;
    segments.push({ text: joinPieces(joined, rightToLeft), left: leftOf(joined), right: end });
    joined = [];
  };
  for (const piece of [...pieces].sort((one, other) => one.left - other.left)) {
    if (joined.length > 0 && piece.left - end > wideGap * Math.min(piece.size, main.size)) finish();
    end = joined.length === 0 ? piece.right : Math.max(end, piece.right);
    joined.push(piece);
  }
  finish();
  const { baseline, size } = main;
  return { segments, rightToLeft, left: leftOf(segments), right: rightOf(segments), baseline, size };
}

export const leftOf = (parts: readonly { left: number }[]) =>
  parts.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY);
export const rightOf = (parts: readonly { right: number }[]) =>
  parts.reduce((most, { right }) => Math.max(most, right), Number.NEGATIVE_INFINITY);
const weight = ({ text, size }: Piece) => text.length * size;

const rightToLeftLetters = /[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}]/gu;

function isRightToLeft(text: string): boolean {
  const count = (text.match(rightToLeftLetters) ?? []).filter((letter) => /\p{L}/u.test(letter)).length;
  return count > 0 && 2 * count > (text.match(/\p{L}/gu)?.length ?? 0);
}

/**
 * In a row that runs to the left, what runs to the right in it keeps its order: numbers, and words of other writings.
 */
function inReadingOrder(pieces: readonly Piece[], rightToLeft: boolean): Piece[] {
  if (!rightToLeft) return [...pieces];
  const ordered: Piece[] = [];
  let foreign: Piece[] = [];
  for (const piece of pieces.toReversed()) {
    if (/[\p{L}\p{N}]/u.test(piece.text) && !isRightToLeft(piece.text)) {
      foreign.push(piece);
      continue;
    }
    for (const one of [...foreign.reverse(), piece]) ordered.push(one);
    foreign = [];
  }
  return [...ordered, ...foreign.reverse()];
}

function joinPieces(pieces: readonly Piece[], rightToLeft: boolean): string {
  let text = "";
  let last: Piece | undefined;
  for (const piece of inReadingOrder(pieces, rightToLeft)) {
    if (last && isApart(last, piece)) text += " ";
    text += piece.text;
    last = piece;
  }
  // Dots lead the eye from a title to its number.
  return text
    .replaceAll(/(?:\s?\.){5,}/g, " … ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function isApart(one: Piece, other: Piece): boolean {
  const gap = Math.max(other.left - one.right, one.left - other.right) / Math.min(one.size, other.size);
  // A line of Chinese may be stretched to its width.
  const isChinese = /\p{scx=Han}$/u.test(one.text) && /^\p{scx=Han}/u.test(other.text);
  if (isChinese) return gap > 0.5;
  const [first, second] = one.left <= other.left ? [one, other] : [other, one];
  return gap > 0.15 || ((first.spaceRight || second.spaceLeft) && gap > -0.1);
}
