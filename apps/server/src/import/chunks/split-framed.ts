import { type FramedBlock, isVisible, type Row } from "../blocks.js";
import { countCharacters } from "./boundaries.js";
import { splitText } from "./split-text.js";

/** A part of a table or of code. */
interface FramedPart {
  readonly source: string;
  /** The pages that what is not repeated in it stands on. */
  readonly pages: readonly number[];
}

/**
 * Cuts a table or code between rows into parts of at most so many code points, each with its header or fences. A row of
 * a table is never cut: a part that holds one row alone may be longer. A header that is itself longer than a part is
 * not repeated. A line of code that fits into no part is cut.
 *
 * @param firstLength how long the first part may be
 */
export function* splitFramed(
  block: FramedBlock,
  maximumLength: number,
  firstLength = maximumLength,
): Generator<FramedPart> {
  const { kind, opening, closing } = block;
  const frameLength = lengthOfFrame(block);
  const isFramed = frameLength < maximumLength;
  const frame = isFramed ? block.repeated : (block.bare ?? { opening: "", closing: "" });
  // A place below an empty line is worth looking for only when the part above it is not too short.
  const shortest = kind === "table" ? 0 : maximumLength / 4;
  const closingLength = Math.max(countCharacters(frame.closing), countCharacters(closing.trimEnd()));

  const pagesOf = (rows: readonly Row[]) => {
    const first = isFirst && isFramed ? [block.page] : [];
    return definedPages([...first, ...rows.map(({ page = block.page }) => page)]);
  };
  let [before, bound] = [isFramed ? opening : "", firstLength];
  let part: MeasuredRow[] = [];
  let length = countCharacters(before);
  let isFirst = true;
  for (const row of rowsOf(block, maximumLength - frameLength, isFramed)) {
    while (part.length > 0 && length + (closingLength > 0 ? row.length + closingLength : row.shownLength) > bound) {
      const count = bestCut(part, shortest);
      const text = textOf(part.slice(0, count));
      if (isVisible(text)) {
        yield { source: before + withClosing(kind, text, frame.closing), pages: pagesOf(part.slice(0, count)) };
        before = frame.opening;
        isFirst = false;
      }
      part = part.slice(count);
      bound = maximumLength;
      length = countCharacters(before) + part.reduce((sum, measured) => sum + measured.length, 0);
    }
    // An empty line of code at a cut says nothing.
    if (!isFirst && part.length === 0 && kind === "code" && row.endsWell) continue;
    part.push(row);
    length += row.length;
  }
  const text = textOf(part);
  if (isFirst || isVisible(text)) yield { source: before + text + closing, pages: pagesOf(part) };
}

/** Those that are known. */
export function definedPages(pages: readonly (number | undefined)[]): number[] {
  return pages.filter((page) => page !== undefined);
}

/** How many code points a cut adds to a part. */
export function lengthOfFrame({ repeated }: FramedBlock): number {
  return countCharacters(repeated.opening) + countCharacters(repeated.closing);
}

interface MeasuredRow extends Row {
  readonly length: number;
  /** Without the white space at its end. */
  readonly shownLength: number;
}

function* rowsOf({ kind, opening, rows }: FramedBlock, room: number, isFramed: boolean): Generator<MeasuredRow> {
  const measured = (source: string, endsWell: boolean, page?: number): MeasuredRow => {
    const shownLength = countCharacters(source.trimEnd());
    // Where a line of code was cut there will be a line end.
    const length = Math.max(countCharacters(source), kind === "code" ? shownLength + 1 : 0);
    return { source, endsWell, page, length, shownLength };
  };
  if (!isFramed && opening !== "") yield measured(opening, true);
  for (const { source, endsWell, page } of rows) {
    const row = measured(source, endsWell, page);
    if (kind === "table" || row.shownLength < room) yield row;
    else for (const piece of piecesOfLine(source, room - 1)) yield measured(piece, false, page);
  }
}

/** The indentation is no piece of its own: it means something to what stands behind it. */
function* piecesOfLine(line: string, maximumLength: number): Generator<string> {
  const indentation = /^\s*/.exec(line)?.[0] ?? "";
  const isShort = indentation.length < maximumLength / 2;
  let before = isShort ? indentation : "";
  const source = line.slice(before.length);
  for (const piece of splitText({ kind: "lines", source }, maximumLength - before.length)) {
    yield before + piece;
    before = "";
  }
}

/** How many of the rows are to stand above a cut. */
function bestCut(part: readonly MeasuredRow[], shortest: number): number {
  let length = 0;
  let best = part.length;
  for (const [index, row] of part.entries()) {
    length += row.length;
    if (row.endsWell && length >= shortest) best = index + 1;
  }
  return best;
}

function textOf(part: readonly MeasuredRow[]): string {
  return part.map(({ source }) => source).join("");
}

function withClosing(kind: FramedBlock["kind"], text: string, closing: string): string {
  return kind === "code" && closing !== "" ? `${text.trimEnd()}\n${closing}` : text + closing;
}
