import type { SentRequest } from "../errors/redact.js";
import type { Observe } from "./observe.js";

/** One attempt of a call, as far as it has come. */
export class Attempt {
  /** Aborts when the attempt's time or the call is over. */
  readonly controller = new AbortController();
  /** The clock to sign by. */
  readonly now: () => Date;
  /** Tells hooks and logger, once it is loaded, where there are any. */
  observe: Observe | undefined;
  /** The request, once it is signed. */
  sent: SentRequest | undefined;
  /** Whether credentials, a signer or a hook threw: that ends the call, whatever it is. */
  endsCall = false;
  /** The answer, once its head is there. */
  response: Response | undefined;
  readonly #sentBefore: number;

  /** An attempt that follows so many requests of its call. */
  constructor(sentBefore: number, now: () => Date) {
    this.#sentBefore = sentBefore;
    this.now = now;
  }

  /** How many requests of the call were sent, with this one once it is. */
  get attempts(): number {
    return this.#sentBefore + (this.sent ? 1 : 0);
  }
}
