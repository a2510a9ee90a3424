import { decodeText } from "./decode-text.js";
import type { Block, ReadDocument } from "./document-reader.js";

/** Reads plain text: its paragraphs are what empty lines part. */
export function readPlainText(bytes: Uint8Array): ReadDocument {
  return { blocks: paragraphs(decodeText(bytes)) };
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
