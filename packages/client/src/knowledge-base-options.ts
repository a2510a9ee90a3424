import type { CallLimits } from "./calls/call.js";
import type { CredentialSource, Signer } from "./transport/authentication.js";
import type { Environment } from "./transport/environment.js";
import type { Hooks, Logger } from "./transport/observe.js";

/** How a knowledge base is reached, whoever signs. */
export interface ConnectionOptions extends CallLimits {
  /** Scheme and host of the API; Volcengine's in Beijing by default. */
  readonly endpoint?: string | undefined;
  /** Region of the credential scope; `cn-beijing` by default. */
  readonly region?: string | undefined;
  /** Project for calls that name none; the API's own default is `default`. */
  readonly project?: string | undefined;
  /** What sends the requests; by default the global fetch, as it is at each request. */
  readonly fetch?: typeof fetch | undefined;
  /**
   * The clock that requests are dated with; the real one by default. Where a signature is refused and the answer's
   * `Date` is more than 5 minutes from it, the client corrects it for itself and sends once more.
   */
  readonly now?: Environment["now"] | undefined;
  /** What the pauses between attempts are drawn with; Math.random by default. */
  readonly random?: Environment["random"] | undefined;
  /** What waits between attempts; a timer by default. */
  readonly sleep?: Environment["sleep"] | undefined;
  /** Bytes that an answer may have; 32 MiB by default. */
  readonly maximumAnswerBytes?: number | undefined;
  /** What is called around each attempt. */
  readonly hooks?: Hooks | undefined;
  /** What is told of each attempt, without secrets; `VIKING_KB_LOG=debug` writes the same to standard error. */
  readonly logger?: Logger | undefined;
}

/** The client signs. */
export interface SigningOptions extends ConnectionOptions {
  /** The key that signs, or a function that is asked for it before each request. Not in browsers. */
  readonly credentials: CredentialSource;
  readonly signer?: undefined;
}

/** Somebody else signs. */
export interface SignerOptions extends ConnectionOptions {
  /** What signs each request, elsewhere: for browsers, which must not have the secret. */
  readonly signer: Signer;
  readonly credentials?: undefined;
}

/** How a knowledge base is reached: with the `credentials` to sign, or with a `signer`. */
export type KnowledgeBaseOptions = SigningOptions | SignerOptions;
