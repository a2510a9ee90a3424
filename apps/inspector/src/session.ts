import type { CallLimits, KnowledgeBaseErrorKind, Locale } from "@viking-kb/client";

/** What both halves know: the page asks, the relay answers. Nothing here names a key. */

/** The request header by which the page shows the token of the run. */
export const tokenHeader = "x-viking-kb-token";

/** The path at which a page with the token learns what it looks at. */
export const sessionPath = "/session";

/** Content type of a RelayFailure; the API's own answers are `application/json`. */
export const failureType = "application/problem+json";

/** What a page looks at. */
export interface Session {
  /** Base URL of the API, as the client uses it. */
  readonly endpoint: string;
  /** Region that requests are signed for. */
  readonly region: string;
  /** Project of collections that are named without one. */
  readonly project?: string | undefined;
  /** Name of the profile that the key is of; absent when it is from the environment. */
  readonly profile?: string | undefined;
  /** The language that was asked for; absent where that of the browser counts. */
  readonly lang?: Locale | undefined;
  /**
   * What the command line named: the printed address leads to it, and the start offers it. A name, or a resource id
   * (`kb-…`).
   */
  readonly collection?: string | undefined;
  /** What the page's client is to be given: the relay needs a moment beside the time that it gives the API. */
  readonly limits: CallLimits;
}

/** Why a call got no answer of the API: the body of a 502 of the relay. */
export interface RelayFailure {
  /** The client's kind; or `settings`, when nothing can be sent with this endpoint, region or key. */
  readonly kind: KnowledgeBaseErrorKind | "settings";
  /** What went wrong, in a sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}
