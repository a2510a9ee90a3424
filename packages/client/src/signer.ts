/** A request that is to be signed. */
export interface RequestToSign {
  readonly method: string;
  readonly url: string;
  /** The headers that it has so far. */
  readonly headers: Readonly<Record<string, string>>;
  /** Exactly the text that will be sent, as UTF-8. */
  readonly body: string;
  /** The client's clock, corrected where the server's has shown it to be wrong. */
  readonly now: () => Date;
}

/**
 * Signs elsewhere, where the secret is: gives the headers to add to a request, as `signRequest` of `@viking-kb/auth`
 * does. It is asked anew for each attempt, in that attempt's time, and what it throws is passed on.
 */
export type Signer = (request: RequestToSign) => SignatureHeaders | Promise<SignatureHeaders>;

/** Headers by their names. */
export type SignatureHeaders = Readonly<Record<string, string>>;
