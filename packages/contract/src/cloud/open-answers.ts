import { isObject, type Json, type JsonObject } from "../json.js";

let opened: { readonly strict: JsonObject; readonly open: JsonObject } | undefined;

/**
 * The strict contract without what only a server of ours is held to: a service of somebody else's may answer with fields
 * and values that the contract does not name, which says itself that it is open to them.
 */
export function openAnswers(strict: JsonObject): JsonObject {
  // The very same each time: schemas are compiled once.
  if (opened?.strict !== strict) opened = { strict, open: open(strict) as JsonObject };
  return opened.open;
}

function open(value: Json): Json {
  if (Array.isArray(value)) return value.map(open);
  if (!isObject(value)) return value;
  const { additionalProperties, enum: values, ...rest } = value;
  const isClosed = additionalProperties === false;
  const isOpenEnumeration = "x-known-values" in value;
  return Object.fromEntries([
    ...Object.entries(rest).map(([key, inner]) => [key, open(inner)]),
    ...(additionalProperties === undefined || isClosed ? [] : [["additionalProperties", additionalProperties]]),
    ...(values === undefined || isOpenEnumeration ? [] : [["enum", values]]),
  ]);
}
