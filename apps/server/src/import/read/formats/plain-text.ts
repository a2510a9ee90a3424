import type { Block } from "../../blocks.js";
import type { ReadDocument } from "./document-reader.js";

/** Reads plain text: empty lines separate its paragraphs. */
export function readPlainText(text: string): ReadDocument {
  return { blocks: paragraphs(text) };
}

function* paragraphs(text: string): Generator<Block> {
  let start = 0;
  for (const { index, 0: emptyLine } of text.matchAll(/\n[^\S\n]*(?=\n)/g)) {
    const end = index + emptyLine.length + 1;
    yield { kind: "lines", source: text.slice(start, end) };
    start = end;
  }
  if (start < text.length) yield { kind: "lines", source: text.slice(start) };
}
