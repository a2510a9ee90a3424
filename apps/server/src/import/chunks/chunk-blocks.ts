import { type Block, type ContentBlock, type HeadingBlock, isVisible } from "../blocks.js";
import type { ReadyPoint } from "../read/formats/document-reader.js";
import { countCharacters } from "./boundaries.js";
import { type PackedText, packBlocks } from "./pack-blocks.js";
import { splitFramed } from "./split-framed.js";

/**
 * Cuts a document into points. A chunk holds what stands under one heading, which becomes its `chunk_title`; small
 * neighbours are put together and long ones are cut, into at most `maximumLength` code points each. A table is a chunk
 * of its own, cut between rows.
 *
 * Every word of the document is in a chunk, in its order. A heading is in the text, above what follows it, only where
 * the title alone would lose something: nothing stands between it and the next heading, or it says more than its title.
 * What shows nothing, such as a comment, goes with the text beside it where both fit into a chunk; alone it is none.
 */
export function* chunkBlocks(blocks: Iterable<Block>, maximumLength: number): Generator<ReadyPoint> {
  let title = "";
  /** Headings that nothing has followed so far, and what stands between them without showing anything. */
  let waiting: Block[] = [];
  /** Text under the title that is still to be cut. */
  let text: ContentBlock[] = [];

  const takeWaiting = (next: ContentBlock) => {
    for (const block of worthKeeping(waiting, next, maximumLength)) text.push(block);
    waiting = [];
  };
  const cutText = function* () {
    const packing = packBlocks(text, maximumLength);
    let packed = packing.next();
    for (; packed.done !== true; packed = packing.next()) yield toPoint(packed.value, title);
    text = [];
    // What did not fit below may fit above what follows, as an anchor above a heading should.
    if (packed.value !== "") waiting.push({ kind: "lines", source: packed.value, silent: true });
  };

  for (const block of blocks) {
    if (block.kind === "heading") {
      yield* cutText();
      waiting.push(block);
      title = chunkTitle(block, maximumLength);
    } else if (isSilent(block)) {
      if (text.length > 0) text.push(block);
      else waiting.push(block);
    } else if (block.kind === "table") {
      takeWaiting(block);
      yield* cutText();
      waiting = [];
      for (const { source, pages } of splitFramed(block, maximumLength)) {
        yield toPoint({ content: source.trimEnd(), type: "table", pages }, title);
      }
    } else {
      takeWaiting(block);
      text.push(block);
    }
  }
  text = text.concat(waiting.map(asText));
  yield* cutText();
}

/** What of the waiting blocks must stand in the text above the next one. */
function worthKeeping(waiting: readonly Block[], next: ContentBlock, maximumLength: number): ContentBlock[] {
  const length = waiting.reduce((sum, { source }) => sum + countCharacters(source), 0);
  // A long comment, such as a licence, must not part the headings from their text.
  const isLong = length > maximumLength / 2 && length + countCharacters(next.source) > maximumLength;
  const kept = isLong ? waiting.filter(({ kind }) => kind === "heading") : waiting;
  const [first, ...others] = kept;
  const isInTitle = first?.kind === "heading" && !saysMore(first, maximumLength);
  return (isInTitle && !others.some(({ kind }) => kind === "heading") ? others : kept).map(asText);
}

function isSilent(block: ContentBlock): boolean {
  return block.silent === true || !isVisible(block.source);
}

/** The text of a table is Markdown in every format, of which HTML may be a part. */
function toPoint({ content, type, pages }: PackedText, title: string): ReadyPoint {
  const pageNumbers = [...new Set(pages)].sort((one, other) => one - other);
  return {
    content,
    members: {
      chunk_title: title,
      chunk_type: type,
      ...(type === "table" ? { md_content: content } : {}),
      ...(pageNumbers.length > 0 ? { doc_info: { original_coordinate: { page_no: pageNumbers } } } : {}),
    },
  };
}

/** The title that a heading gives to the text below it: none when it is longer than a chunk may be. */
function chunkTitle({ title }: HeadingBlock, maximumLength: number): string {
  return countCharacters(title) > maximumLength ? "" : title;
}

/** Whether a heading says something that is lost when only its title is kept, such as the address of a link. */
function saysMore({ title, source }: HeadingBlock, maximumLength: number): boolean {
  return letters(source) !== letters(title) || countCharacters(title) > maximumLength;
}

function asText(block: Block): ContentBlock {
  if (block.kind !== "heading") return block;
  return { kind: "lines", source: block.source, silent: block.silent, page: block.page };
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
