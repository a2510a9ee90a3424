import { DocumentFailure } from "../../failures.js";
import type { Block, ReadDocument } from "./document-reader.js";

/** Reads plain text: empty lines separate its paragraphs. */
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

const byteOrderMarks = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

/** Characters that no text holds: bytes that decode to them are in another encoding, or no text at all. */
const implausible = /[^\P{Cc}\t\n\v\f\r\x85]|\p{Co}|\p{Cn}/u;

/**
 * Decodes the text of a file and makes its line ends `\n`. The encoding is that of the byte order mark; without one it
 * is UTF-16 where there are zero bytes, else UTF-8, else GB 18030, which includes GBK and GB 2312. Every byte must fit.
 *
 * @throws DocumentFailure when it is none of them.
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = byteOrderMarks.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  const text = mark ? decode(bytes, mark.encoding) : decodeUnmarked(bytes);
  if (text === undefined || text.includes("\0")) {
    throw new DocumentFailure("The file is not a text in UTF-8, UTF-16 or GB 18030.");
  }
  return text.replaceAll(/\r\n?/g, "\n");
}

function decodeUnmarked(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return plausible(decode(bytes, moreZerosAtOddPlaces(bytes) ? "utf-16le" : "utf-16be"));
  return decode(bytes, "utf-8") ?? plausible(decode(bytes, "gb18030"));
}

/** In UTF-16, the zero byte of an ASCII character comes second when the lower byte comes first. */
function moreZerosAtOddPlaces(bytes: Uint8Array): boolean {
  let odd = 0;
  let even = 0;
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++;
    else odd++;
  }
  return odd >= even;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function plausible(text: string | undefined): string | undefined {
  return text === undefined || implausible.test(text) ? undefined : text;
}
