import type { Finding } from "../finding.js";
import { isObject, type Json, type JsonObject, member, pointerStep } from "../json.js";
import type { Rule } from "./rule.js";

/** From 2001 to 2096: seconds read as milliseconds lie in 1970, milliseconds read as seconds past the year 33,000. */
const plausible: Readonly<Record<string, readonly [least: number, most: number]>> = {
  "unix-seconds": [1e9, 4e9],
  "unix-milliseconds": [1e12, 4e12],
};

/** Each time is in the unit that the contract gives for its field (`x-unit`). */
export const timeUnitsRule: Rule = {
  name: "time-units",
  source: "documentation pages: milliseconds in doc/info, seconds everywhere else",
  check: ({ body, schema }) => walk("", body, schema),
};

function walk(at: string, value: Json | undefined, schema: JsonObject): Finding[] {
  const [least, most] = plausible[String(schema["x-unit"])] ?? [];
  if (typeof value === "number" && least !== undefined && most !== undefined) {
    const message = `is ${value}; expected ${String(schema["x-unit"]).replace("-", " ")}, from ${least} to ${most}`;
    return value >= least && value <= most ? [] : [{ at, message }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => walk(at + pointerStep(index), item, member(schema, "items")));
  }
  if (!isObject(value)) return [];
  const properties = member(schema, "properties");
  return Object.entries(value).flatMap(([key, inner]) => walk(at + pointerStep(key), inner, member(properties, key)));
}
