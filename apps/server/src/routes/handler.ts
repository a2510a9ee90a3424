import type { RequestBody } from "@viking-kb/spec";
import type { Reads } from "../storage/storage.js";

/** A verified request that keeps the contract. */
export interface Call<Body> {
  readonly accessKeyId: string;
  readonly body: Body;
  /** One snapshot for the whole call. */
  readonly reads: Reads;
}

/** Answers an operation: resolves to the JSON text of `data`, or rejects with a Refusal. */
export type Handler = (call: Call<RequestBody>) => Promise<string>;

/** A handler of requests of the type that its operation's request schema describes. */
export function handlerOf<Body>(handle: (call: Call<Body>) => Promise<string>): Handler {
  // The body was held against that schema, so here alone it is called by its type.
  return (call) => handle(call as Call<Body & RequestBody>);
}
