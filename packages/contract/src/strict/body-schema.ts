import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Finding } from "../finding.js";
import { type JsonObject, pointerStep } from "../json.js";
import { toJsonSchema } from "../json-schema.js";

/** Holds a body against a schema of the strict contract, formats included. */
type CheckBodySchema = (body: unknown) => Finding[];

/** Compiling takes longer than a run of twelve cases, and a measure of mutants has thousands of runs. */
const compiled = new WeakMap<JsonObject, CheckBodySchema>();

/** Compiles a schema in OpenAPI 3.0's dialect, without references. */
export function compileBodySchema(schema: JsonObject): CheckBodySchema {
  const check = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, check);
  return check;
}

function compile(schema: JsonObject): CheckBodySchema {
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate: ValidateFunction = ajv.compile(toJsonSchema(schema, true));
  return (body) => (validate(body) ? [] : (validate.errors ?? []).map(toFinding));
}

function toFinding({ keyword, instancePath, params, message, data }: ErrorObject): Finding {
  if (keyword === "required") {
    return { at: instancePath + pointerStep(params.missingProperty), message: "is missing" };
  }
  if (keyword === "additionalProperties") {
    return { at: instancePath + pointerStep(params.additionalProperty), message: "is not in the contract" };
  }
  const found = keyword === "type" ? `is ${typeOf(data)}; ` : typeof data === "number" ? `is ${data}; ` : "";
  const choice = keyword === "enum" ? `: ${params.allowedValues.join(", ")}` : "";
  return { at: instancePath || "body", message: `${found}${message}${choice}` };
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
