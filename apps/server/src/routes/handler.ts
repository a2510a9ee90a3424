import type { OperationId, OperationTypes } from "@viking-kb/spec";
import type { Reads } from "../storage/storage.js";

/** A verified request that keeps the contract. */
export interface Call<Request = unknown> {
  readonly accessKeyId: string;
  readonly body: Request;
  readonly now: () => Date;
  /** The server's origin, as whoever asks reaches it. */
  origin(): string;
  /** One snapshot for the whole call. */
  readonly reads: Reads;
}

/** Answers an operation: resolves to the JSON text of `data`, or rejects with a Refusal. */
export type Handler<Id extends OperationId> = (call: Call<OperationTypes[Id]["request"]>) => Promise<string>;

/** A handler for each operation of the contract: one that is missing does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
