import stringWidth from "string-width";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Terminal columns of a printable text. For a text with more than `most`, any number above `most`. */
export function widthOf(text: string, most: number): number {
  if (text.length <= most) return stringWidth(text);
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > most) break;
  }
  return width;
}

/**
 * A text cut to a number of terminal columns, with `…` in place of the rest; where it has words, behind a whole one. It
 * reads little more than it shows.
 */
export function fit(text: string, columns: number): string {
  if (columns === Number.POSITIVE_INFINITY) return text;
  let width = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > columns) return `${text.slice(0, wordEnd(text, end)).trimEnd()}…`;
    // One column is kept for the mark.
    if (width + 1 <= columns) end = index + segment.length;
  }
  return text;
}

/** The last place up to this one where a word ends; this one where the word is the first. */
function wordEnd(text: string, end: number): number {
  if (/^\s/u.test(text.slice(end, end + 1))) return end;
  let last = 0;
  for (const { 0: piece, index } of text.slice(0, end).matchAll(ends)) last = index + piece.length;
  return last || end;
}

/**
 * Where a line may end: after white space, or after a character of a script without spaces, with its marks and closing
 * punctuation. Runs are bounded and the text between is not matched: a match of millions of characters can overflow.
 */
const ends = /\s+|[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]\p{M}{0,32}\p{P}{0,32}\s*/gu;

/**
 * Folds a printable text into lines of a number of terminal columns; a longer word, such as a link, stays whole. Text
 * may be long: it is folded only as far as lines are taken, and each piece is measured once.
 */
export function* fold(text: string, columns: number): Generator<string> {
  if (columns === Number.POSITIVE_INFINITY) {
    yield text;
    return;
  }
  let line = "";
  let used = 0;
  for (const piece of piecesOf(text)) {
    const word = piece.trimEnd();
    const width = widthOf(word, columns);
    if (line && used + width > columns) {
      yield line.trimEnd();
      line = "";
      used = 0;
    }
    line += piece;
    used += width + piece.length - word.length;
  }
  yield line;
}

/** The words with the white space after them, and the characters after which a line may end. */
function* piecesOf(text: string): Generator<string> {
  let start = 0;
  for (const { 0: end, index } of text.matchAll(ends)) {
    const isSpace = end.trimEnd() === "";
    if (isSpace) yield text.slice(start, index + end.length);
    else {
      if (index > start) yield text.slice(start, index);
      yield end;
    }
    start = index + end.length;
  }
  if (start < text.length) yield text.slice(start);
}

/** A sentence as lines of a terminal, the later ones indented; one line where the width is not known. */
export function noteLines(text: string, columns: number | undefined): string[] {
  if (columns === undefined) return [`${text}\n`];
  return Array.from(fold(text, columns - 2), (line, index) => `${index === 0 ? "" : "  "}${line.trimEnd()}\n`);
}
