import type { Credentials } from "@viking-kb/auth/sign";
import type { Observe } from "./observe.js";

/** A signed request that is sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What it was signed with, where it was signed here. */
  readonly key: Credentials | undefined;
}

/** One attempt of a call, as far as it has come. */
export interface Attempt {
  /** Aborts when the attempt's time or the call is over. */
  readonly controller: AbortController;
  /** The clock to sign by. */
  readonly now: () => Date;
  /** How many requests of the call were sent, with this one once it is. */
  attempts: number;
  /** Tells hooks and logger, where there are any. */
  observe: Observe | undefined;
  /** What credentials, a signer or a hook threw: it ends the call, whatever it is. */
  thrown: unknown;
  /** The request, once it is signed. */
  sent: SentRequest | undefined;
  /** The answer, once its head is there. */
  response: Response | undefined;
  /** By how much the clock must be corrected for the next one, where the answer shows that it is wrong. */
  correctionMs: number | undefined;
  /** Reads the answer's body. */
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
}

/** An attempt that follows so many requests of its call. */
export function beginAttempt(attempts: number, now: () => Date): Attempt {
  return {
    controller: new AbortController(),
    now,
    attempts,
    observe: undefined,
    thrown: undefined,
    sent: undefined,
    response: undefined,
    correctionMs: undefined,
    reader: undefined,
  };
}
