import type { SentRequest } from "../errors/redact.js";
import type { Observe } from "./observe.js";

/** One attempt of a call, as far as it has come. */
export class Attempt {
  /** Aborts when the attempt's time or the call is over. */
  readonly controller = new AbortController();
  /** The clock to sign by. */
  readonly now: () => Date;
  /** Tells hooks and logger, where there are any; loaded by make-attempt.ts. */
  observe: Observe | undefined;
  /** The request; set when it is signed (signed-fetch.ts). */
  sent: SentRequest | undefined;
  /** Whether credentials, signer or hook threw, which ends the call, whatever it is (signed-fetch.ts). */
  endsCall = false;
  /** The answer; set when its head is there (make-attempt.ts). */
  response: Response | undefined;
  readonly #sentBefore: number;

  constructor(sentBefore: number, now: () => Date) {
    this.#sentBefore = sentBefore;
    this.now = now;
  }

  /** How many requests of the call were sent, with this one once it is. */
  get attempts(): number {
    return this.#sentBefore + (this.sent ? 1 : 0);
  }
}
