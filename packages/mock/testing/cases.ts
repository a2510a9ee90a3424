import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One documented case of `@viking-kb/spec/examples.json`. */
export interface DocumentedCase {
  operationId: string;
  name: string;
  status: number;
  request: { value: Record<string, unknown> };
  response: { value: unknown };
}

function read(name: string) {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`@viking-kb/spec/${name}`)), "utf8"));
}

/** Every documented case. */
export const cases: DocumentedCase[] = read("examples.json");

/** A fresh copy of the strict contract. */
export function strictContract() {
  return read("openapi.strict.json");
}

/** The contract's operations, in its order. */
export const operations = Object.entries(
  strictContract().paths as Record<string, { post: { operationId: string } }>,
).map(([path, { post }]) => ({ operationId: post.operationId, path }));

/** The examples of an operation by status, as the mock lists them. */
export function examplesOf(operationId: string): string {
  const { responses } = strictContract().paths[pathOf(operationId)].post;
  return Object.entries(responses as Record<string, { content: { "application/json": { examples: object } } }>)
    .map(([status, { content }]) => `${status} (${Object.keys(content["application/json"].examples).join(", ")})`)
    .join(", ");
}

/** The path of an operation. */
export function pathOf(operationId: string): string {
  const operation = operations.find((operation) => operation.operationId === operationId);
  if (!operation) throw new Error(`The contract has no operation ${operationId}`);
  return operation.path;
}
