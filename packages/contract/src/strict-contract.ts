import { createRequire } from "node:module";
import { dereference } from "./dereference.js";
import { type JsonObject, member } from "./json.js";

const load = createRequire(import.meta.url);

/** One (operation, status) pair of the contract. */
export interface ContractPair {
  readonly operationId: string;
  readonly path: string;
  readonly status: number;
  /** Not on the vendor's pages (`x-source: later`): only a mock can be made to answer with it. */
  readonly later: boolean;
  /** Schema of the answer, in OpenAPI 3.0's dialect. */
  readonly schema: JsonObject;
}

/** A business code of `error-codes.json`, as far as answers are held against it. */
export interface BusinessCode {
  readonly code: number;
  readonly status: number;
  /** Its message; `%s` stands for a reason. */
  readonly message: string;
  /** Tells the row from another with the same code. */
  readonly messagePattern?: string;
  readonly operations: readonly string[];
}

let strictContract: JsonObject | undefined;

/** The strict contract of `@viking-kb/spec`, without references: the very same each time, not to be changed. */
export function readStrictContract(): JsonObject {
  strictContract ??= dereference(load("@viking-kb/spec/openapi.strict.json"));
  return strictContract;
}

/** The business codes of `@viking-kb/spec`. */
export function readBusinessCodes(): readonly BusinessCode[] {
  return load("@viking-kb/spec/error-codes.json").business;
}

/** Every (operation, status) of a contract without references, in its order. */
export function pairsOf(contract: JsonObject): ContractPair[] {
  return Object.keys(member(contract, "paths")).flatMap((path) => {
    const operation = member(member(member(contract, "paths"), path), "post");
    const responses = member(operation, "responses");
    return Object.keys(responses).map((status) => {
      const response = member(responses, status);
      return {
        operationId: String(operation.operationId),
        path,
        status: Number(status),
        later: response["x-source"] === "later",
        schema: member(member(member(response, "content"), "application/json"), "schema"),
      };
    });
  });
}

/** The schema of an answer; empty where the contract has none for this operation and status. */
export function schemaOf(
  pairs: readonly ContractPair[],
  { operationId, status }: { readonly operationId: string; readonly status: number },
): JsonObject {
  return pairs.find((pair) => pair.operationId === operationId && pair.status === status)?.schema ?? {};
}
