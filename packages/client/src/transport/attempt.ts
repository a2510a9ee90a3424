import type { SentRequest } from "../errors/redact.js";
import type { Observe } from "./observe.js";

/** One attempt of a call, as far as it has come. */
export class Attempt {
  /** Aborts when the attempt's time or the call is over. */
  readonly controller = new AbortController();
  /** The clock to sign by. */
  readonly now: () => Date;
  /** Reports to hooks and logger, if there are any; loaded by make-attempt.ts. */
  observe: Observe | undefined;
  /** The signed request; set by signed-fetch.ts. */
  sent: SentRequest | undefined;
  /** Whether credentials, signer or a hook threw. Any such error ends the call without a retry (signed-fetch.ts). */
  endsCall = false;
  /** The answer; set by make-attempt.ts when its head has arrived. */
  response: Response | undefined;
  /** Milliseconds that the call had left when the attempt began. */
  readonly leftMs: number;
  readonly #sentBefore: number;

  constructor(sentBefore: number, now: () => Date, leftMs: number) {
    this.#sentBefore = sentBefore;
    this.now = now;
    this.leftMs = leftMs;
  }

  /** How many requests of the call were sent. This one counts once it is signed. */
  get attempts(): number {
    return this.#sentBefore + (this.sent ? 1 : 0);
  }
}
