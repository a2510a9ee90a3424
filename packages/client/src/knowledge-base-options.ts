import type { CallLimits } from "./calls/call.js";
import type { Locale } from "./errors/locale.js";
import type { CredentialSource, Signer } from "./transport/authentication.js";
import type { Environment } from "./transport/environment.js";
import type { Hooks, Logger } from "./transport/observe.js";

/** How a knowledge base is reached, with either way of signing. */
export interface ConnectionOptions extends CallLimits {
  /** Scheme, host and port of the API, with no path; Volcengine's in Beijing by default. */
  readonly endpoint?: string | undefined;
  /** Region of the credential scope; `cn-beijing` by default. */
  readonly region?: string | undefined;
  /** Project for calls that name none; the API's own default is `default`. */
  readonly project?: string | undefined;
  /** Sends the requests; by default the global fetch, looked up at each request. */
  readonly fetch?: typeof fetch | undefined;
  /**
   * The clock that requests are dated by; the real one by default. When a signature is refused and the answer's `Date`
   * differs from the clock by more than 5 minutes, the client corrects its own time and sends the request once more.
   */
  readonly now?: Environment["now"] | undefined;
  /** Random numbers for the pauses between attempts; Math.random by default. */
  readonly random?: Environment["random"] | undefined;
  /** Waits between attempts; with a timer by default. */
  readonly sleep?: Environment["sleep"] | undefined;
  /** The largest answer that is accepted, in bytes; 32 MiB by default. */
  readonly maximumAnswerBytes?: number | undefined;
  /**
   * The language of what errors say of the API's codes: `hint`, and the meaning of a `failed_code`. English by default.
   * With `zh` they are in Chinese, loaded with the first call; where they cannot be loaded they stay English. So do
   * what the API itself says, and what this client says of networks, time limits and downloads.
   */
  readonly locale?: Locale | undefined;
  /** Called around each attempt. */
  readonly hooks?: Hooks | undefined;
  /** Receives a line for each attempt, without secrets; `VIKING_KB_LOG=debug` writes the same to standard error. */
  readonly logger?: Logger | undefined;
}

/** Options of a client that signs itself. */
export interface SigningOptions extends ConnectionOptions {
  /** The key that signs, or a function that is asked for it before each request. Not in browsers. */
  readonly credentials: CredentialSource;
  readonly signer?: undefined;
}

/** Options of a client whose requests are signed elsewhere. */
export interface SignerOptions extends ConnectionOptions {
  /** Signs each request somewhere else: for browsers, which must not have the secret. */
  readonly signer: Signer;
  readonly credentials?: undefined;
}

/** How a knowledge base is reached: with `credentials` or with a `signer`. */
export type KnowledgeBaseOptions = SigningOptions | SignerOptions;
