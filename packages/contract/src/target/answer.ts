import type { DocumentedCase } from "../cases/documented-cases.js";

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Uint8Array;
  /** Header names and values in turn, as they were received, so that repeated ones are seen. */
  readonly rawHeaders?: readonly string[] | undefined;
  /** From the request to the last byte. */
  readonly milliseconds?: number | undefined;
}

/** An answer as Dredd keeps it. */
export interface DreddAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Absent when empty. */
  body?: string;
  bodyEncoding?: "utf-8" | "base64";
}

/**
 * The answer with its exact bytes. Dredd keeps a body as UTF-8 text, a byte order mark included, and as base64 as soon
 * as decoding it yields a U+FFFD (`detectBodyEncoding` in its performRequest.js): both lead back to the same bytes,
 * so one request is enough.
 */
export function fromDredd({ statusCode, headers, body = "", bodyEncoding }: DreddAnswer): Answer {
  return { status: statusCode, headers, bytes: Buffer.from(body, bodyEncoding ?? "utf-8") };
}

/** One request and what came back, handed to coverage by each layer. */
export interface Exchange {
  readonly operationId: string;
  /** As it was sent. */
  readonly requestBody: Uint8Array | string;
  readonly answer: Answer;
  /** The documented case that was sent; absent where the request was made up. */
  readonly documented?: DocumentedCase | undefined;
  /** Whether the layer found nothing amiss: only then has what the answer shows been seen to work. */
  readonly kept: boolean;
}

/** Whose key signs a request: a wrong secret is that of no key. */
export type SigningKey = "own" | "restricted" | "wrong";

/** A request as it went over the wire, and what came of it: what a report shows of it. */
export interface Sent {
  readonly method: string;
  /** Path of the operation, and query, without the base URL's own path. */
  readonly path: string;
  /** By name in lower case; what signs it may be among them. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array | string;
  /** Absent where it is signed otherwise than this project signs. */
  readonly key?: SigningKey | undefined;
  readonly answer?: Answer | undefined;
  /** Why none came. */
  readonly noAnswer?: string | undefined;
}

/** The status that says that there were too many requests, and nothing of this one. */
export const tooMany = 429;
