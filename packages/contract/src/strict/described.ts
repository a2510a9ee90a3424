import { isObject, type Json, type JsonObject, member, pointerStep } from "../json.js";

/** A value of a body, where it stands, and the schema that describes it; that is empty where none does. */
export interface Described {
  /** JSON pointer from the top of the body. */
  readonly at: string;
  readonly value: Json;
  readonly schema: JsonObject;
}

/** Each value of a body beside its schema, in OpenAPI 3.0's dialect without references: the outer before the inner. */
export function described(value: Json, schema: JsonObject, at = ""): Described[] {
  const own = { at, value, schema };
  if (Array.isArray(value)) {
    const items = member(schema, "items");
    return [own, ...value.flatMap((item, index) => described(item, items, at + pointerStep(index)))];
  }
  if (!isObject(value)) return [own];
  const properties = member(schema, "properties");
  const inner = Object.entries(value).flatMap(([key, one]) =>
    described(one, member(properties, key), at + pointerStep(key)),
  );
  return [own, ...inner];
}

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
