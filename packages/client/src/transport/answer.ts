import { type BodyReader, readerOf } from "./body-reader.js";

/** The envelope of an answer: spec/openapi.yaml, `ErrorResponse` and its siblings. */
export interface Envelope {
  readonly code: number;
  readonly message?: unknown;
  readonly request_id?: unknown;
  readonly data?: unknown;
}

/** Reads an answer's text; undefined when it is not an envelope with a code. */
export function parseEnvelope(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value.code === "number" ? (value as unknown as Envelope) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a successful answer holds. */
export interface Success {
  readonly data: unknown;
  readonly requestId: string | undefined;
}

/**
 * Takes `data` out of an answer, with unknown fields; undefined when the answer is not a success. Only this function
 * tells success from failure: `code` and HTTP status both decide, so a 200 with another code is an error. The content
 * type does not count. errors/answer-errors.ts says which failure it is.
 */
export function successOf({ ok }: Response, envelope: Envelope | undefined): Success | undefined {
  if (envelope?.code !== 0 || !ok || !isObject(envelope.data)) return undefined;
  const { data, request_id: requestId } = envelope;
  return { data, requestId: typeof requestId === "string" ? requestId : undefined };
}

/** Refuses text that is not UTF-8, and drops a byte order mark, as fetch's own `text()` does. */
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });

/** An answer's body, read piece by piece, with a maximum of bytes. */
export class AnswerBody {
  readonly maximumBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #announced = 0;
  #reader: BodyReader | undefined;

  constructor(maximumBytes: number) {
    this.maximumBytes = maximumBytes;
  }

  /** Whether it has more bytes than allowed, or announces more. */
  get isTooLong(): boolean {
    return Math.max(this.#length, this.#announced) > this.maximumBytes;
  }

  /** The reader of the body. */
  open(response: Response): BodyReader {
    this.#reader = readerOf(response, true);
    // A Content-Length that is not a number announces nothing.
    if (response.body) this.#announced = Number(response.headers.get("content-length")) || 0;
    return this.#reader;
  }

  add(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  /** Cancels the rest of the body. */
  cancel(): void {
    this.#reader?.cancel().catch(() => {});
  }

  /** The body as text; undefined when it is not UTF-8 or is too long. */
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
