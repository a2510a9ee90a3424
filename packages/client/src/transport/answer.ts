/** The envelope of an answer: spec/openapi.yaml, `ErrorResponse` and its siblings. */
export interface Envelope {
  readonly code: number;
  readonly message?: unknown;
  readonly request_id?: unknown;
  readonly data?: unknown;
}

/** Reads an answer's text; undefined when it is no envelope with a code. */
export function parseEnvelope(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value.code === "number" ? (value as unknown as Envelope) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a successful answer holds. */
export interface Success {
  readonly data: unknown;
  readonly requestId: string | undefined;
}

/**
 * Takes `data` out of an answer, unknown fields included; undefined where it is not a success. This is the only place
 * that tells success from failure: both `code` and HTTP status decide, so a 200 with another code is an error. The
 * content type decides nothing. What kind of failure it is, errors/answer-errors.ts says.
 */
export function successOf({ ok }: Response, envelope: Envelope | undefined): Success | undefined {
  if (envelope?.code !== 0 || !ok || !isObject(envelope.data)) return undefined;
  const { data, request_id: requestId } = envelope;
  return { data, requestId: typeof requestId === "string" ? requestId : undefined };
}

/** Refuses what is no UTF-8, and leaves out a byte order mark, as fetch's own `text()` does. */
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });

/** An answer's body, read piece by piece up to so many bytes. */
export class AnswerBody {
  readonly maximumBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #announced = 0;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(maximumBytes: number) {
    this.maximumBytes = maximumBytes;
  }

  /** Whether it has, or is announced to have, more bytes than it may. */
  get isTooLong(): boolean {
    return Math.max(this.#length, this.#announced) > this.maximumBytes;
  }

  /** What reads the body, where it is a stream. */
  open({ body, headers }: Response): ReadableStreamDefaultReader<Uint8Array> | undefined {
    this.#reader = body?.getReader();
    // A Content-Length that is no number announces nothing.
    if (this.#reader) this.#announced = Number(headers.get("content-length")) || 0;
    return this.#reader;
  }

  add(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  /** Lets go of what is not read. */
  cancel(): void {
    this.#reader?.cancel().catch(() => {});
  }

  /** Its text; undefined where the bytes are no UTF-8, or too many. */
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
