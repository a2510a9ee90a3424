import { isObject, type Json, type JsonObject, member, pointerStep } from "../json.js";

/**
 * Everything that a value of a schema can be, as far as the schema tells things apart, as names of branches:
 * `/data/status is "running"`, `/data/doc_num there`, `/data/doc_num absent`, `/data/point_list empty`, `one`, `many`,
 * `null`, and of a field of several types, `is integer`.
 *
 * @param schema in OpenAPI 3.0's dialect, without references.
 */
export function branchesOf(schema: JsonObject, at = ""): string[] {
  const { properties, items, required = [], nullable, anyOf, enum: values, type } = schema;
  const own: string[] = nullable === true ? [`${at} null`] : [];
  if (Array.isArray(values)) own.push(...values.filter((value) => value !== null).map((value) => isValue(at, value)));
  else if (type === "boolean") own.push(isValue(at, true), isValue(at, false));
  if (Array.isArray(anyOf) && type === undefined) {
    own.push(...anyOf.filter(isObject).map((one) => `${at} is ${String(one.type)}`));
    if (anyOf.some((one) => isObject(one) && one.nullable === true)) own.push(`${at} null`);
  }
  if (type === "array") {
    own.push(...["empty", "one", "many"].map((size) => `${at} ${size}`));
    if (isObject(items)) own.push(...branchesOf(items, `${at}/*`));
  }
  const optional = (name: string) => !(Array.isArray(required) && required.includes(name));
  for (const [name, inner] of Object.entries(isObject(properties) ? properties : {})) {
    const place = at + pointerStep(name);
    if (optional(name)) own.push(`${place} there`, `${place} absent`);
    if (isObject(inner)) own.push(...branchesOf(inner, place));
  }
  return own;
}

/** The branches that a value shows, by the same names; what the schema does not have is passed over. */
export function seenIn(value: Json, schema: JsonObject, at = ""): string[] {
  if (value === null) return [`${at} null`];
  const { properties, items } = schema;
  const own = [isValue(at, value), ...jsonTypes(value).map((type) => `${at} is ${type}`)];
  if (Array.isArray(value)) {
    own.push(`${at} ${["empty", "one"][value.length] ?? "many"}`);
    return [...own, ...(isObject(items) ? value.flatMap((item) => seenIn(item, items, `${at}/*`)) : [])];
  }
  if (!isObject(value) || !isObject(properties)) return own;
  for (const name of Object.keys(properties)) {
    const place = at + pointerStep(name);
    const inner = value[name];
    if (inner === undefined) own.push(`${place} absent`);
    else own.push(`${place} there`, ...seenIn(inner, member(properties, name), place));
  }
  return own;
}

function isValue(at: string, value: Json): string {
  return `${at} is ${typeof value === "object" ? "" : JSON.stringify(value)}`;
}

/** A whole number is a number too. */
function jsonTypes(value: Json): string[] {
  if (Array.isArray(value)) return ["array"];
  return Number.isInteger(value) ? ["integer", "number"] : [typeof value];
}
