import type { Json, JsonObject } from "../json.js";
import { askWith } from "./change-answer.js";
import type { Behaviour } from "./mutant.js";

/** What a lenient server makes of a body; undefined where it finds nothing to mend. */
export type Repair = (body: JsonObject) => JsonObject | undefined;
/** A rule that a server forgets: its name, what is said of it, and what it makes of a body that breaks it. */
export type ForgottenRule = readonly [detail: string, description: string, repair: Repair];

/** Answers an invalid request as if what it mends had been sent. */
export function letPass(repair: Repair): Behaviour {
  return (call) => {
    const members = call.answer.status === 400 && call.body ? repair(call.body) : undefined;
    return members === undefined ? call.answer : askWith(call, members);
  };
}

/** A name that keeps the rule of names and is no collection's. */
const unknownName = "no_such_collection_of_ours";

type Rule = readonly [name: string, isWrong: (value: Json) => boolean, mend: (value: Json) => Json];

/** The rules of one member that a server can forget; what is no number, no list and so on is made one. */
export function forgottenRules(name: string, schema: JsonObject): ForgottenRule[] {
  return [...typeRules(schema), ...boundRules(schema)].map(([rule, isWrong, mend]) => [
    `${name}:${rule}`,
    `${name} is not held against its ${rule}`,
    (body) => {
      const value = body[name] ?? null;
      return value !== null && isWrong(value) ? { [name]: mend(value) } : undefined;
    },
  ]);
}

function typeRules({ type, pattern }: JsonObject): Rule[] {
  const rules: Record<string, Rule[]> = {
    string: [
      ["type", (value) => typeof value !== "string", (value) => (pattern ? unknownName : JSON.stringify(value))],
    ],
    boolean: [["type", (value) => typeof value !== "boolean", Boolean]],
    integer: [["type", (value) => !Number.isInteger(value), (value) => Math.trunc(Number(value)) || 0]],
    array: [
      ["type", (value) => !Array.isArray(value), (value) => [String(value)]],
      [
        "items",
        (value) => listOf(value).some((item) => typeof item !== "string"),
        (value) => listOf(value).map(String),
      ],
    ],
  };
  return rules[String(type)] ?? [];
}

function boundRules({ minimum, maximum, maxLength, maxItems, pattern }: JsonObject): Rule[] {
  const rules: Rule[] = [];
  if (typeof minimum === "number") rules.push(["minimum", (value) => Number(value) < minimum, () => minimum]);
  if (typeof maximum === "number") rules.push(["maximum", (value) => Number(value) > maximum, () => maximum]);
  if (typeof maxItems === "number") {
    rules.push(["maxItems", (value) => listOf(value).length > maxItems, (value) => listOf(value).slice(0, maxItems)]);
  }
  if (typeof maxLength === "number") {
    rules.push(["maxLength", (value) => typeof value === "string" && value.length > maxLength, () => unknownName]);
  }
  if (typeof pattern === "string") {
    const valid = new RegExp(pattern);
    rules.push(["pattern", (value) => typeof value === "string" && !valid.test(value), () => unknownName]);
  }
  return rules;
}

/**
 * The rules of what must be there, where a server that forgets them takes something of its own.
 *
 * @param example a valid request
 */
export function forgottenPresence(schema: JsonObject, example: JsonObject): ForgottenRule[] {
  const [required, locators] = [textsOf(schema.required), textsOf(schema["x-one-of-required"])];
  const rules = required.map(
    (name): ForgottenRule => [
      `${name}:required`,
      `without ${name}, one is answered all the same`,
      (body) => (body[name] ? undefined : { [name]: example[name] ?? "" }),
    ],
  );
  if (locators.length === 0) return rules;
  const own = Object.fromEntries(Object.entries(example).filter(([name]) => locators.includes(name)));
  return [
    ...rules,
    [
      "locator:required",
      "without a locator, some collection is answered",
      (body) => (locators.some((name) => body[name]) ? undefined : own),
    ],
  ];
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: Json | undefined): string[] {
  return listOf(value ?? null).map(String);
}
