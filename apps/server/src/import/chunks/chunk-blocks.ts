import type { Block, HeadingBlock, ReadyPoint, TextBlock } from "../readers/document-reader.js";
import { chunkTitle, headingText, saysMore } from "./heading-text.js";
import { packText } from "./pack-text.js";
import { splitTable } from "./split-table.js";

/**
 * Cuts a document into points. A chunk holds what stands under one heading, which becomes its `chunk_title`; small
 * neighbours are put together and long ones are cut, into at most `maximumLength` code points each. A table is a chunk
 * of its own, cut between rows.
 *
 * Every word of the document is in a chunk, in its order. A heading stands in the text as well, above what follows it,
 * where a title does not do: when nothing stands between it and the next one, or it says more than its title.
 */
export function* chunkBlocks(blocks: Iterable<Block>, maximumLength: number): Generator<ReadyPoint> {
  let title = "";
  /** Headings below which nothing was found yet. */
  let headings: HeadingBlock[] = [];
  /** Text under the title that was not cut yet. */
  let text: TextBlock[] = [];

  const takeHeadings = () => {
    const [only, second] = headings;
    if (second || (only && saysMore(only, maximumLength))) text = text.concat(headings.map(headingText));
    headings = [];
  };
  const cutText = function* () {
    for (const content of packText(text, maximumLength)) yield toPoint(content, title, "text");
    text = [];
  };

  for (const block of blocks) {
    if (block.kind === "heading") {
      yield* cutText();
      headings.push(block);
      title = chunkTitle(block, maximumLength);
    } else if (block.kind === "table") {
      takeHeadings();
      yield* cutText();
      for (const content of splitTable(block, maximumLength)) yield toPoint(content, title, "table");
    } else if (block.source.trim() !== "") {
      takeHeadings();
      text.push(block);
    }
  }
  text = text.concat(headings.map(headingText));
  yield* cutText();
}

function toPoint(content: string, title: string, type: "text" | "table"): ReadyPoint {
  return { content, members: { chunk_title: title, chunk_type: type } };
}
