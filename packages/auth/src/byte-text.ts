/** How bytes are written as a text: one character for each, or two lower-case hexadecimal digits. */
export type ByteEncoding = "latin1" | "hex";

/** Bytes as a text. */
export function byteText(bytes: Uint8Array, encoding: ByteEncoding): string {
  const characters = Array.from(bytes, (byte) =>
    encoding === "hex" ? (byte + 256).toString(16).slice(1) : String.fromCharCode(byte),
  );
  return characters.join("");
}
