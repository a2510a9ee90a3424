const encoder = new TextEncoder();

/** The UTF-8 bytes of a text. Bytes pass through untouched, so that what is signed is what is sent. */
export function utf8Bytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? encoder.encode(data) : data;
}
