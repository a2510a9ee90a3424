import { isObject, type Json, type JsonObject, member, pointerStep } from "./json.js";

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
