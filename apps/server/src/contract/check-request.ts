import { Ajv } from "ajv";
import { describeViolation } from "./describe-violation.js";
import type { RequestSchema } from "./read-operations.js";
import type { RequestBody } from "./request-body.js";
import { textFault } from "./text-fault.js";

/** What is wrong with a request's body, as `field: reason`, or undefined when nothing is. */
export type CheckRequest = (body: RequestBody) => string | undefined;

// The contract bounds its numbers by minimum and maximum: the formats add nothing to check.
const formats = { int32: true, int64: true } as const;

// The contract's lint has checked its schemas, so they are not checked again at each start.
// Not strict about keywords alone: the contract's own (`x-…`) and OpenAPI's (`example`) say nothing that is checked.
const ajv = new Ajv({ strictSchema: false, verbose: true, validateSchema: false, meta: false, formats });

/**
 * Compiles the check of a request's body against its schema. Nothing is converted, filled in or removed, and fields
 * that the schema does not have are let through.
 */
export function compileRequestCheck(schema: RequestSchema): CheckRequest {
  const validate = ajv.compile(schema);
  const locators = schema["x-one-of-required"] ?? [];
  return (body) => {
    const [locator] = locators;
    if (locator !== undefined && !locators.some((name) => isGiven(body[name]))) {
      return `${locator}: ${locators.join(" or ")} is required`;
    }
    if (validate(body)) return textFault(body, Object.keys(schema.properties));
    const [violation] = validate.errors ?? [];
    return violation && describeViolation(violation);
  };
}

/** Null and "" mean "not given" for what locates a collection. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
