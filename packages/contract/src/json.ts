/** A value as JSON knows it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Whether a value is an object with named members. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The type of a value, as JSON knows it; `nothing` where there is none. */
export function jsonTypeOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** The value of a member that is an object, or an empty one. */
export function member(parent: Json | undefined, key: string): JsonObject {
  const value = isObject(parent) ? parent[key] : undefined;
  return isObject(value) ? value : {};
}

/** A key or index as one step of a JSON pointer. Source: RFC 6901, section 3. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Keys and indices from the top of a value as a JSON pointer; empty for the value itself. */
export function pointerTo(path: readonly (string | number)[]): string {
  return path.map(pointerStep).join("");
}

/** Words of OpenAPI 3.0 that say nothing about which values are valid, or that are spelled otherwise in draft-07. */
const leftOut = new Set(["description", "title", "example", "default", "nullable"]);

/**
 * An OpenAPI 3.0 schema without references as JSON Schema draft-07: `nullable` becomes a list of types, extensions and
 * texts are dropped.
 *
 * @param formats whether `format` is kept: Dredd's validator does not know OpenAPI's formats.
 */
export function toJsonSchema(schema: JsonObject, formats: boolean): JsonObject {
  const converted: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (leftOut.has(keyword) || keyword.startsWith("x-") || (keyword === "format" && !formats)) continue;
    converted[keyword] = convertKeyword(keyword, value, formats);
  }
  if (schema.nullable === true) {
    if (schema.type !== undefined) converted.type = [schema.type, "null"];
    if (Array.isArray(schema.enum)) converted.enum = [...schema.enum, null];
  }
  return converted;
}

function convertKeyword(keyword: string, value: Json, formats: boolean): Json {
  const convert = (inner: Json): Json => (isObject(inner) ? toJsonSchema(inner, formats) : inner);
  if (keyword === "properties" && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, convert(property)]));
  }
  if (keyword === "anyOf" && Array.isArray(value)) return value.map(convert);
  if (keyword === "items" || keyword === "additionalProperties") return convert(value);
  return value;
}
