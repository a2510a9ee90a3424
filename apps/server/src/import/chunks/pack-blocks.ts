import { type ContentBlock, type FramedBlock, isVisible, type TextBlock } from "../blocks.js";
import { countCharacters } from "./boundaries.js";
import { definedPages, lengthOfFrame, splitFramed } from "./split-framed.js";
import { splitText } from "./split-text.js";

/** A chunk, still without its title. */
export interface PackedText {
  readonly content: string;
  /** `table` when it holds rows of tables and nothing else that shows. */
  readonly type: "text" | "table";
  /** The pages that it stands on. */
  readonly pages: readonly number[];
}

interface Piece {
  readonly source: string;
  readonly isTable: boolean;
  readonly isSilent: boolean;
  readonly pages: readonly number[];
}

/**
 * Puts neighbouring blocks together as long as they fit into so many code points, and cuts those that do not fit. Each
 * result is as it stands in the document, without the empty lines above it and the white space at its end. What shows
 * nothing is in none when nothing that shows fits beside it.
 *
 * @returns what shows nothing and is left at the end
 */
export function* packBlocks(blocks: readonly ContentBlock[], maximumLength: number): Generator<PackedText, string> {
  let pieces: Piece[] = [];
  let length = 0;
  const flush = function* () {
    yield* packed(pieces);
    pieces = [];
    length = 0;
  };
  const add = function* (piece: Piece, startsAnew = false) {
    // White space is dropped at the end of a chunk only: inside, it counts.
    if (startsAnew || length + countCharacters(piece.source.trimEnd()) > maximumLength) yield* flush();
    pieces.push(piece);
    length += countCharacters(piece.source);
  };

  for (const unit of unitsOf(blocks, maximumLength)) {
    if (!("rows" in unit)) {
      yield* add(unit);
      continue;
    }
    // Long code begins below the words that lead to it, if there is room.
    const room = maximumLength - length;
    const firstLength = unit.kind === "code" && room > maximumLength / 2 ? room : maximumLength;
    let isFirst = true;
    for (const part of splitFramed(unit, maximumLength, firstLength)) {
      yield* add({ ...part, isTable: unit.kind === "table", isSilent: unit.silent === true }, !isFirst);
      isFirst = false;
    }
  }
  const left = pieces.every(({ isSilent }) => isSilent) ? pieces : [];
  yield* flush();
  return left.map(({ source }) => source).join("");
}

/** The blocks in pieces that fit, and the tables and code that do not. A group that does not fit is taken apart. */
function* unitsOf(blocks: readonly ContentBlock[], maximumLength: number): Generator<Piece | FramedBlock> {
  const stack = [...blocks].reverse();
  for (let block = stack.pop(); block; block = stack.pop()) {
    const isSilent = block.silent === true || !isVisible(block.source);
    if (fits(block.source, maximumLength)) {
      yield { source: block.source, isTable: block.kind === "table", isSilent, pages: pagesOf(block) };
    } else if (isSilent) {
      // It fits beside nothing.
    } else if (block.kind === "group") {
      for (const part of block.parts.toReversed()) stack.push(part);
    } else if (block.kind === "table" || (block.kind === "code" && lengthOfFrame(block) < maximumLength / 2)) {
      yield block;
    } else {
      // Fences that would take half of a chunk are not worth repeating.
      const text: TextBlock = block.kind === "prose" ? block : { kind: "lines", source: block.source };
      for (const source of splitText(text, maximumLength)) {
        yield { source, isTable: false, isSilent, pages: definedPages([block.page]) };
      }
    }
  }
}

/** A block that shows nothing stands on no page. */
function pagesOf(block: ContentBlock): number[] {
  const pages: (number | undefined)[] = [];
  const stack = [block];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.silent === true || !isVisible(next.source)) continue;
    if (next.kind === "group") for (const part of next.parts) stack.push(part);
    else pages.push(next.page);
    if ("rows" in next) for (const { page } of next.rows) pages.push(page);
  }
  return definedPages(pages);
}

/** A code point has at most two code units. */
function fits(source: string, maximumLength: number): boolean {
  const shown = source.trimEnd();
  if (shown.length <= maximumLength) return true;
  return shown.length <= 2 * maximumLength && countCharacters(shown) <= maximumLength;
}

function* packed(pieces: readonly Piece[]): Generator<PackedText> {
  const shown = pieces.filter(({ isSilent }) => !isSilent);
  if (shown.length === 0) return;
  const text = pieces.map(({ source }) => source).join("");
  const first = text.search(/\S/);
  if (first === -1) return;
  // The indentation of the first line is kept: in code it means something.
  const content = text.slice(text.lastIndexOf("\n", first) + 1).trimEnd();
  yield {
    content,
    type: shown.every(({ isTable }) => isTable) ? "table" : "text",
    pages: shown.flatMap(({ pages }) => pages),
  };
}
