import type { Answer } from "./answer.js";
import type { DocumentedCase } from "./documented-case.js";

/** A request as it was sent, without what signs it. */
export interface SentRequest {
  readonly method: string;
  /** Path of the operation, without the base URL's own. */
  readonly path: string;
  readonly body: Uint8Array | string;
}

/** One request and what came back, handed to coverage by each layer. */
export interface Exchange {
  readonly operationId: string;
  readonly request: SentRequest;
  readonly answer: Answer;
  /** The documented case that was sent; absent where the request was made up. */
  readonly documented?: DocumentedCase | undefined;
  /** Whether the layer found nothing amiss: only then has what the answer shows been seen to work. */
  readonly kept: boolean;
}
