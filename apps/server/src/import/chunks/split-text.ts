import type { TextBlock } from "../blocks.js";
import { endOfCharacter, isBetweenCharacters, lastBoundary, offsetAfter } from "./boundaries.js";

/** How many code units beyond a piece are looked at: what follows a place may decide whether it is a boundary. */
const lookAhead = 64;

/**
 * Cuts a text into pieces of at most so many code points each, white space at their end not counted: after the last
 * paragraph that fits, else after the last line (where lines count), sentence, clause, word, and in the end
 * user-perceived character. A character is never cut: a piece that begins with a long one is longer. All pieces
 * together are the text.
 */
export function* splitText(block: TextBlock, maximumLength: number): Generator<string> {
  const { source } = block;
  for (let start = 0; start < source.length; ) {
    const end = endOfPiece(block, start, maximumLength);
    yield source.slice(start, end);
    start = end;
  }
}

function endOfPiece({ kind, source }: TextBlock, start: number, maximumLength: number): number {
  const limit = offsetAfter(source, start, maximumLength);
  if (limit === source.length) return limit;
  const window = source.slice(start, limit + lookAhead);
  const within = Math.max(limit - start, Math.min(endOfWhiteSpace(window, limit - start), window.length - 2));
  const head = window.slice(0, within);

  const paragraph = endOfLastParagraph(head);
  if (paragraph > 0) return start + paragraph;
  if (kind === "lines") {
    const line = head.lastIndexOf("\n") + 1;
    if (line > 0) return start + line;
  }
  // In prose a line end is a space, with the marks of a quote below it. The segmenter would take it for the end of a
  // sentence.
  const text = kind === "prose" ? window.replaceAll(/\n[ \t>]*/g, (lineEnd) => " ".repeat(lineEnd.length)) : window;
  const cut =
    lastBoundary(text, within, "sentence") || endOfLastClause(text, within) || lastBoundary(text, within, "word");
  return cut > 0 ? start + cut : endOfCharacters(source, start, window, within);
}

function endOfCharacters(source: string, start: number, window: string, within: number): number {
  const cut = lastBoundary(window, within, "character");
  return cut > 0 ? start + cut : endOfCharacter(source, start);
}

function endOfWhiteSpace(text: string, start: number): number {
  let end = start;
  while (end < text.length && text.charAt(end).trim() === "") end++;
  return end;
}

/** Between paragraphs stands a line that is empty, or holds only the marks of a quote. */
function endOfLastParagraph(text: string): number {
  let end = 0;
  for (const { index, 0: gap } of text.matchAll(/\n[ \t>]*(?=\n)/g)) end = index + gap.length + 1;
  return end;
}

/** A clause ends with a semicolon or dots, and the brackets and quotation marks that close behind it. */
function endOfLastClause(text: string, within: number): number {
  const marks = text.slice(0, within + 1).matchAll(/(?:[；…]+|;(?=["')\]]*\s))["'\p{Pe}\p{Pf}]*\s*/gu);
  const ends = Array.from(marks, ({ index, 0: mark }) => index + mark.length);
  return ends.findLast((end) => end <= within && isBetweenCharacters(text, end)) ?? 0;
}
