import { triedOf } from "../cases/select-cases.js";
import type { JsonObject } from "../json.js";
import type { LayerContext, LayerFailure } from "../layer.js";
import type { Operation } from "../strict-contract.js";
import type { Asker } from "../target/asker.js";
import type { KnownNames } from "./valid-requests.js";

/** All points of a collection, by what a request names it with; undefined where they are not all known. */
export type WholeOf = (request: JsonObject) => Promise<readonly JsonObject[] | undefined>;

/** With what an operation is tried. */
export interface Trial {
  readonly context: LayerContext;
  readonly asker: Asker;
  /** What the target may have something for. */
  readonly names: KnownNames;
  readonly wholeOf: WholeOf;
  /** Takes what failed. */
  fail(failure: LayerFailure): void;
  /** Whether to try nothing further. */
  ended(): boolean;
  /** Takes what this target cannot be tried with, and why; the same but once. */
  leaveOut(what: string): void;
}

/** The requests of an operation's documented cases that are tried, by the status of their answers. */
export function requestsOf({ cases }: LayerContext, { operationId }: Operation, status: number): JsonObject[] {
  return triedOf(cases)
    .filter((one) => one.operationId === operationId && one.status === status)
    .map(({ request }) => request);
}
