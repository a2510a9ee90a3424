/** Refuses what is no UTF-8, and leaves out a byte order mark, as fetch's own `text()` does. */
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });

/** The text of an answer's body, of no more than so many bytes, as they come. */
export class BodyText {
  readonly maximumBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #announced = 0;

  constructor(maximumBytes: number) {
    this.maximumBytes = maximumBytes;
  }

  /** Whether it has, or is announced to have, more bytes than it may. */
  get isTooLong(): boolean {
    return Math.max(this.#length, this.#announced) > this.maximumBytes;
  }

  /** Takes a Content-Length, where there is one; what is no number announces nothing. */
  announce(contentLength: string | null): void {
    this.#announced = Number(contentLength) || 0;
  }

  add(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  /** Undefined where the bytes are no UTF-8, or too many. */
  decode(): string | undefined {
    if (this.isTooLong) return undefined;
    try {
      return utf8.decode(this.#chunks.length === 1 ? this.#chunks[0] : joined(this.#chunks, this.#length));
    } catch {
      return undefined;
    }
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
