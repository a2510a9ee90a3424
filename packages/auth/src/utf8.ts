import { byteText } from "./byte-text.js";

const encoder = new TextEncoder();

/** The UTF-8 bytes of a text. Bytes pass through untouched, so that what is signed is what is sent. */
export function utf8Bytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? encoder.encode(data) : data;
}

/**
 * The UTF-8 bytes of a text, one character for each: what to compare by `<` where texts stand in the order of their
 * UTF-8 bytes. UTF-16 puts U+1F600 before U+FF5E, UTF-8 behind it.
 */
export function utf8ByteText(text: string): string {
  return byteText(utf8Bytes(text), "latin1");
}
