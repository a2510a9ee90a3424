import { codeOf, type Json, type JsonObject, type Operation, type RequestField } from "@viking-kb/contract";
import { askWith, type Behaviour, type Call, type Mutant, mutantsOf, refusal } from "../mutant.js";

/** What a lenient server makes of a body; undefined where it finds nothing to mend. */
type Repair = (body: JsonObject) => JsonObject | undefined;
/** A rule that a server forgets: its name, what is said of it, and what it makes of a body that breaks it. */
type ForgottenRule = readonly [detail: string, description: string, repair: Repair];

/** Answers an invalid request as if what it mends had been sent. */
function letPass(repair: Repair): Behaviour {
  return (call) => {
    const members = call.answer.status === 400 && call.body ? repair(call.body) : undefined;
    return members === undefined ? call.answer : askWith(call, members);
  };
}

/** A name that keeps the rule of names and is no collection's. */
const unknownName = "no_such_collection_of_ours";

type Rule = readonly [name: string, isWrong: (value: Json) => boolean, mend: (value: Json) => Json];

/** The rules of one field that a server can forget; what is no number, no list and so on is made one. */
function forgottenRules(field: RequestField): ForgottenRule[] {
  const { name } = field;
  return [...typeRules(field), ...boundRules(field)].map(([rule, isWrong, mend]) => [
    `${name}:${rule}`,
    `${name} is not held against its ${rule}`,
    (body) => {
      const value = body[name] ?? null;
      return value !== null && isWrong(value) ? { [name]: mend(value) } : undefined;
    },
  ]);
}

function typeRules({ type, pattern }: RequestField): Rule[] {
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
  return rules[type] ?? [];
}

function boundRules({ minimum, maximum, maxLength, maxItems, pattern }: RequestField): Rule[] {
  const rules: Rule[] = [];
  if (minimum !== undefined) rules.push(["minimum", (value) => Number(value) < minimum, () => minimum]);
  if (maximum !== undefined) rules.push(["maximum", (value) => Number(value) > maximum, () => maximum]);
  if (maxItems !== undefined) {
    rules.push(["maxItems", (value) => listOf(value).length > maxItems, (value) => listOf(value).slice(0, maxItems)]);
  }
  if (maxLength !== undefined) {
    rules.push(["maxLength", (value) => typeof value === "string" && value.length > maxLength, () => unknownName]);
  }
  if (pattern !== undefined) {
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
function forgottenPresence({ fields, locators }: Operation, example: JsonObject): ForgottenRule[] {
  const rules = fields
    .filter(({ required }) => required)
    .map(
      ({ name }): ForgottenRule => [
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

/** A rule that a server adds of its own: its name, what is said of it, and whether a valid request breaks it. */
type AddedRule = readonly [detail: string, description: string, isRefused: (call: Call) => boolean];

/** Refuses valid requests that break an added rule. */
function refuse([detail, , isRefused]: AddedRule): Behaviour {
  const row = codeOf("invalid-request");
  const message = row.message.replace("%s", `${detail.replace(":", ": ")} is not allowed`);
  return (call) =>
    call.answer.status === 200 && isRefused(call) ? refusal(call.answer, { ...row, message }) : call.answer;
}

/** The rules that a server can add about one field: edges, null and empty texts, which the contract lets pass. */
function addedRules(field: RequestField): AddedRule[] {
  const { name, type, nullable, minimum, maximum = Number.POSITIVE_INFINITY, maxLength, maxItems } = field;
  const rules: AddedRule[] = [];
  const add = (what: string, isRefused: (value: Json | undefined) => boolean) =>
    rules.push([
      `${name}:${what}`,
      `${name} may not be ${what.replaceAll("-", " ")}`,
      ({ body }) => isRefused(body?.[name]),
    ]);
  if (nullable === true) add("null", (value) => value === null);
  if (nullable === true && type === "string") add("empty", (value) => value === "");
  if (minimum !== undefined) add("at-its-minimum", (value) => value === minimum);
  if (maximum < Number.MAX_SAFE_INTEGER) add("at-its-maximum", (value) => value === maximum);
  if (maxLength !== undefined) add("with-digits", (value) => typeof value === "string" && /\d/.test(value));
  if (maxItems !== undefined) add("of-several", (value) => Array.isArray(value) && value.length > 1);
  if (type === "integer") {
    const written = new RegExp(`"${name}"\\s*:\\s*-?\\d+\\.0+[,}\\s]`);
    rules.push([`${name}:10.0`, `${name} may not be written 10.0`, ({ text }) => written.test(text)]);
  }
  return rules;
}

/** Only known members may be sent. */
function noOtherMembers(fields: readonly RequestField[]): AddedRule {
  const known = new Set(fields.map(({ name }) => name));
  return [
    "unknown-member",
    "a member that is not known may not be sent",
    ({ body = {} }) => Object.keys(body).some((name) => !known.has(name)),
  ];
}

/**
 * The faults that a server can make in reading requests: a member ignored, a violation let pass, a valid one refused.
 *
 * @param example a request that is answered with 200
 */
export function requestMutants(operation: Operation, example: JsonObject): Mutant[] {
  const { operationId, fields } = operation;
  const mutant = mutantsOf(operationId, "request");
  const forgotten = [...fields.flatMap(forgottenRules), ...forgottenPresence(operation, example)];
  const added = [...fields.flatMap(addedRules), noOtherMembers(fields)];
  return [
    ...fields
      .filter(({ required }) => !required)
      .map(({ name }) => mutant("ignored", name, `${name} is ignored`, (call) => askWith(call, { [name]: undefined }))),
    ...forgotten.map(([detail, description, repair]) => mutant("unvalidated", detail, description, letPass(repair))),
    ...added.map((rule) => mutant("overstrict", rule[0], rule[1], refuse(rule))),
  ];
}
