import type { Block, HeadingBlock, ReadyPoint, TableBlock, TextBlock } from "../read/formats/document-reader.js";
import { countCharacters } from "./boundaries.js";
import { splitText } from "./split-text.js";

/**
 * Cuts a document into points. A chunk holds what stands under one heading, which becomes its `chunk_title`; small
 * neighbours are put together and long ones are cut, into at most `maximumLength` code points each. A table is a chunk
 * of its own, cut between rows.
 *
 * Every word of the document is in a chunk, in its order. A heading is in the text, above what follows it, only where
 * the title alone would lose something: nothing stands between it and the next heading, or it says more than its title.
 */
export function* chunkBlocks(blocks: Iterable<Block>, maximumLength: number): Generator<ReadyPoint> {
  let title = "";
  /** Headings that nothing has followed so far. */
  let headings: HeadingBlock[] = [];
  /** Text under the title that is still to be cut. */
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

/** The title that a heading gives to the text below it: none when it is longer than a chunk may be. */
function chunkTitle({ title }: HeadingBlock, maximumLength: number): string {
  return countCharacters(title) > maximumLength ? "" : title;
}

/** Whether a heading says something that is lost when only its title is kept, such as the address of a link. */
function saysMore({ title, source }: HeadingBlock, maximumLength: number): boolean {
  return letters(source) !== letters(title) || countCharacters(title) > maximumLength;
}

/** A heading as text. */
function headingText({ source }: HeadingBlock): TextBlock {
  return { kind: "lines", source };
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/**
 * Puts neighbouring texts together as long as they fit into so many code points, and cuts those that do not fit. Each
 * result is as it stands in the document, without the empty lines above it and the white space at its end.
 */
function* packText(blocks: Iterable<TextBlock>, maximumLength: number): Generator<string> {
  let packed = "";
  let length = 0;
  for (const block of blocks) {
    for (const piece of splitText(block, maximumLength)) {
      // White space is dropped at the end of a chunk only: inside, it counts.
      if (length + countCharacters(piece.trimEnd()) > maximumLength) {
        yield* trimmed(packed);
        packed = "";
        length = 0;
      }
      packed += piece;
      length += countCharacters(piece);
    }
  }
  yield* trimmed(packed);
}

/** The indentation of the first line is kept: in code it means something. */
function* trimmed(text: string): Generator<string> {
  const first = text.search(/\S/);
  if (first !== -1) yield text.slice(text.lastIndexOf("\n", first) + 1).trimEnd();
}

/**
 * Cuts a table between rows into parts of at most so many code points, each beginning with the header. A row is never
 * cut: a part that holds one row alone may be longer. A header that is itself longer than a part is not repeated.
 */
function* splitTable({ header, rows }: TableBlock, maximumLength: number): Generator<string> {
  const headerLength = countCharacters(header);
  const repeated = headerLength < maximumLength;
  let part = [header];
  let length = headerLength;
  let rowCount = repeated ? 0 : 1;
  for (const row of rows) {
    const rowLength = countCharacters(row) + 1;
    if (rowCount > 0 && length + rowLength > maximumLength) {
      yield part.join("\n");
      part = repeated ? [header] : [];
      length = repeated ? headerLength : -1;
      rowCount = 0;
    }
    part.push(row);
    length += rowLength;
    rowCount++;
  }
  yield part.join("\n");
}
