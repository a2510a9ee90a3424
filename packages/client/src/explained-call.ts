import type { SignatureExplanation } from "@viking-kb/auth/explain";
import type { Authenticate } from "./authentication.js";

/** What a client signs and sends with. */
export interface Transport {
  readonly authenticate: Authenticate;
  readonly fetch: typeof fetch;
}

/** A request that was signed and not sent. Its signature and session token are redacted, in `headers` too. */
export interface ExplainedCall extends SignatureExplanation {
  readonly url: string;
  /** Exactly the text whose bytes were signed. */
  readonly body: string;
}
