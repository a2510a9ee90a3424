import { isObject, type Json, type JsonObject } from "./json.js";

/**
 * A document with each `{"$ref": "#/…"}` replaced by what it leads to. The document must not refer to itself in a circle.
 *
 * @throws Error when a reference leads nowhere; the message names it.
 */
export function dereference(document: JsonObject): JsonObject {
  const replace = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(replace);
    if (!isObject(value)) return value;
    const reference = value.$ref;
    if (typeof reference === "string") return replace(resolve(document, reference));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
  };
  return replace(document) as JsonObject;
}

function resolve(document: JsonObject, reference: string): Json {
  let value: Json | undefined = document;
  for (const token of reference.replace(/^#\//, "").split("/")) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    value = isObject(value) ? value[key] : undefined;
  }
  if (value === undefined) throw new Error(`The contract refers to ${reference}, which is not in it.`);
  return value;
}
