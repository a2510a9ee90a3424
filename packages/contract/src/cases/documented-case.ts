import { createRequire } from "node:module";
import type { JsonObject } from "../json.js";
import type { ContractPair } from "../strict-contract.js";

/** One case that the contract documents: what is sent, and what comes back. */
export interface DocumentedCase {
  readonly operationId: string;
  readonly path: string;
  /** Unique within the operation. */
  readonly name: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** See {@link ContractPair}. */
  readonly later: boolean;
  /** Body of the request. */
  readonly request: JsonObject;
  /** Body of the answer as documented. */
  readonly response: JsonObject;
}

interface Example {
  operationId: string;
  name: string;
  status: number;
  request: { value: JsonObject };
  response: { value: JsonObject };
}

/**
 * Every example of `@viking-kb/spec`, in the order of the contract's pairs.
 *
 * @throws Error when a pair has no example, since a pair that nothing tries must not count as kept.
 */
export function readDocumentedCases(pairs: readonly ContractPair[]): DocumentedCase[] {
  const examples: Example[] = createRequire(import.meta.url)("@viking-kb/spec/examples.json");
  return pairs.flatMap(({ operationId, path, status, later }) => {
    const own = examples.filter((example) => example.operationId === operationId && example.status === status);
    if (own.length === 0) throw new Error(`${operationId} ${status} has no example: add one to the contract.`);
    return own.map(({ name, request, response }) => ({
      operationId,
      path,
      name,
      status,
      later,
      request: request.value,
      response: response.value,
    }));
  });
}

/** A case in words, unique among all: `getDocInfo 400 doc-not-exist`. */
export function caseTitle({ operationId, status, name }: DocumentedCase): string {
  return `${operationId} ${status} ${name}`;
}
