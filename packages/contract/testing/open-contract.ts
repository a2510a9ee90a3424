import { createRequire } from "node:module";
import { isObject, type JsonObject, member } from "../src/json.js";
import { type ContractPair, dereference, pairsOf } from "../src/strict-contract.js";

const contract: JsonObject = dereference(createRequire(import.meta.url)("@viking-kb/spec/openapi.json"));

/** Every (operation, status) of the contract as it is published: objects and enumerations are open. */
export const openPairs: readonly ContractPair[] = pairsOf(contract);

/** The published schema of an operation's request. */
export function openRequestSchema(operationId: string): JsonObject {
  const operations = Object.values(member(contract, "paths")).map((path) => member(path, "post"));
  const operation = operations.find((one) => one.operationId === operationId);
  return jsonSchema(member(operation, "requestBody"));
}

/** Schema of what a request or answer holds as JSON. */
function jsonSchema(message: JsonObject): JsonObject {
  const { schema } = member(member(message, "content"), "application/json");
  if (!isObject(schema)) throw new Error("There is no schema.");
  return schema;
}
