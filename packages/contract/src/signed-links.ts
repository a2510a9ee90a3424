import { isObject, type Json, type JsonObject, member } from "./json.js";

/** Whether a text is a link that can be followed. */
export function isLink(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/**
 * A body whose links are without what signs them, so that it can be held to another answer: the contract says which
 * texts are links that are signed anew in each answer (`x-signed-link`). The whole query is left out, since signers
 * call their parameters as they like.
 *
 * @param schema of the body, in OpenAPI 3.0's dialect without references
 */
export function withoutSignatures<Body extends Json>(body: Body, schema: JsonObject): Body {
  return strip(body, schema) as Body;
}

function strip(value: Json, schema: JsonObject): Json {
  if (typeof value === "string") {
    return "x-signed-link" in schema && isLink(value) ? value.replace(/\?[^#]*/, "") : value;
  }
  if (Array.isArray(value)) {
    const items = member(schema, "items");
    return value.map((item) => strip(item, items));
  }
  if (!isObject(value)) return value;
  const properties = member(schema, "properties");
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner, member(properties, key))]));
}
