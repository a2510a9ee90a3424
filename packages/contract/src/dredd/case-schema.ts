import type { DocumentedCase } from "../cases/documented-case.js";
import { isObject, type JsonObject } from "../json.js";
import { toJsonSchema } from "../json-schema.js";

/** No time of this API in seconds comes near it, and none in milliseconds lies below. */
const between = 100_000_000_000;

/**
 * What Dredd holds the answer of one case against: the schema of its (operation, status) with the code and message of
 * the case, since each transaction is sent for one. Draft-07.
 *
 * @param schema of the pair, in OpenAPI 3.0's dialect
 */
export function dreddCaseSchema(schema: JsonObject, documented: DocumentedCase): JsonObject {
  return { allOf: [toJsonSchema(withTimes(schema), false), envelopeOf(documented)] };
}

/** The schema with bounds that tell seconds from milliseconds. */
function withTimes(schema: JsonObject): JsonObject {
  const inner = Object.entries(schema).map(([key, value]) => [key, isObject(value) ? withTimes(value) : value]);
  const bounded = Object.fromEntries(inner) as JsonObject;
  if (schema["x-unit"] === "unix-seconds") return { ...bounded, maximum: between };
  return schema["x-unit"] === "unix-milliseconds" ? { ...bounded, minimum: between } : bounded;
}

function envelopeOf({ response: { code, message } }: DocumentedCase): JsonObject {
  return { properties: { code: { const: code ?? null }, message: messageOf(String(message)) } };
}

/** A reason is in each server's own words. That a task is missing is told by the message alone. */
function messageOf(documented: string): JsonObject {
  const prefix = "invalid request:";
  const missingTask = { pattern: "task not exist\\s*$" };
  if (!documented.startsWith(prefix)) return { const: documented };
  if (documented.endsWith("task not exist")) return missingTask;
  return { pattern: `^${prefix}(?!\\s*(?:%s\\s*)?$)`, not: missingTask };
}
