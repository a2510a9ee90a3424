import type { TextBlock } from "../readers/document-reader.js";
import { countCharacters } from "./count-characters.js";
import { splitText } from "./split-text.js";

/**
 * Puts neighbouring texts together as long as they fit into so many code points, and cuts those that do not fit. Each
 * result is as it stands in the document, without the empty lines above it and the white space at its end.
 */
export function* packText(blocks: Iterable<TextBlock>, maximumLength: number): Generator<string> {
  let packed = "";
  let length = 0;
  for (const block of blocks) {
    for (const piece of splitText(block, maximumLength)) {
      // Only the last piece's white space is dropped; that of those before it counts.
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

/** Indentation is kept: in code it means something. */
function* trimmed(text: string): Generator<string> {
  const first = text.search(/\S/);
  if (first !== -1) yield text.slice(text.lastIndexOf("\n", first) + 1).trimEnd();
}
