import type { Json, JsonObject } from "../json.js";
import { refusal } from "./change-answer.js";
import type { Behaviour, Call } from "./mutant.js";

/** A rule that a server adds of its own: its name, what is said of it, and whether a valid request breaks it. */
export type AddedRule = readonly [detail: string, description: string, isRefused: (call: Call) => boolean];

/** Refuses valid requests that break an added rule. */
export function refuse([detail, , isRefused]: AddedRule): Behaviour {
  const message = `invalid request:${detail.replace(":", ": ")} is not allowed`;
  return (call) =>
    call.answer.status === 200 && isRefused(call) ? refusal(call.answer, 400, 1000003, message) : call.answer;
}

/** The rules that a server can add about one member: edges, null and empty texts, which the contract lets pass. */
export function addedRules(name: string, schema: JsonObject): AddedRule[] {
  const { type, nullable, minimum, maximum, maxLength, maxItems } = schema;
  const rules: AddedRule[] = [];
  const add = (what: string, isRefused: (value: Json | undefined) => boolean) =>
    rules.push([
      `${name}:${what}`,
      `${name} may not be ${what.replaceAll("-", " ")}`,
      ({ body }) => isRefused(body?.[name]),
    ]);
  if (nullable === true) add("null", (value) => value === null);
  if (nullable === true && type === "string") add("empty", (value) => value === "");
  if (typeof minimum === "number") add("at-its-minimum", (value) => value === minimum);
  if (typeof maximum === "number" && maximum < Number.MAX_SAFE_INTEGER)
    add("at-its-maximum", (value) => value === maximum);
  if (typeof maxLength === "number") add("with-digits", (value) => typeof value === "string" && /\d/.test(value));
  if (typeof maxItems === "number") add("of-several", (value) => Array.isArray(value) && value.length > 1);
  if (type === "integer") {
    const written = new RegExp(`"${name}"\\s*:\\s*-?\\d+\\.0+[,}\\s]`);
    rules.push([`${name}:10.0`, `${name} may not be written 10.0`, ({ text }) => written.test(text)]);
  }
  return rules;
}

/** That no member may be sent but those that are known. */
export function noOtherMembers(properties: JsonObject): AddedRule {
  return [
    "unknown-member",
    "a member that is not known may not be sent",
    ({ body = {} }) => Object.keys(body).some((name) => !Object.hasOwn(properties, name)),
  ];
}
