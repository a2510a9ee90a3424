import { lineContent, type TextBlock } from "../read/formats/document-reader.js";
import { endOfCharacter, lastBoundary, offsetAfter } from "./boundaries.js";

/** How many code units beyond a piece are looked at: what follows a place may decide whether it is a boundary. */
const lookAhead = 64;

/**
 * Cuts a text into pieces of at most so many code points each, white space at their end not counted: after the last
 * paragraph that fits, else after the last line (where lines count), sentence, word, and in the end user-perceived
 * character. A character is never cut, nor a line that must stay whole: a piece that begins with such a long one is
 * longer. All pieces together are the text.
 */
export function* splitText(block: TextBlock, maximumLength: number): Generator<string> {
  const { source } = block;
  for (let start = 0; start < source.length; ) {
    const end = endOfPiece(block, start, maximumLength);
    yield source.slice(start, end);
    start = end;
  }
}

function endOfPiece({ kind, source, wholeLines }: TextBlock, start: number, maximumLength: number): number {
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
    const wholeLine = wholeLines && endOfWholeLine(source, start, wholeLines);
    if (wholeLine) return wholeLine;
  }
  // In prose a line end is a space. The segmenter would take it for the end of a sentence.
  const text = kind === "prose" ? window.replaceAll("\n", " ") : window;
  const cut = lastBoundary(text, within, "sentence") || lastBoundary(text, within, "word");
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

function endOfWholeLine(source: string, start: number, wholeLines: ReadonlySet<string>): number | undefined {
  const end = source.indexOf("\n", start);
  const line = source.slice(start, end === -1 ? source.length : end).trimEnd();
  if (!wholeLines.has(lineContent(line))) return undefined;
  return end === -1 ? source.length : end + 1;
}
