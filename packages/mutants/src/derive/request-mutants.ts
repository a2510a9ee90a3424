import { isObject, type Json, type JsonObject, member, type Operation } from "@viking-kb/contract";
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

/** The rules of one member that a server can forget; what is no number, no list and so on is made one. */
function forgottenRules(name: string, schema: JsonObject): ForgottenRule[] {
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
function forgottenPresence(schema: JsonObject, example: JsonObject): ForgottenRule[] {
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

/** A rule that a server adds of its own: its name, what is said of it, and whether a valid request breaks it. */
type AddedRule = readonly [detail: string, description: string, isRefused: (call: Call) => boolean];

/** Refuses valid requests that break an added rule. */
export function refuse([detail, , isRefused]: AddedRule): Behaviour {
  const message = `invalid request:${detail.replace(":", ": ")} is not allowed`;
  return (call) =>
    call.answer.status === 200 && isRefused(call) ? refusal(call.answer, 400, 1000003, message) : call.answer;
}

/** The rules that a server can add about one member: edges, null and empty texts, which the contract lets pass. */
function addedRules(name: string, schema: JsonObject): AddedRule[] {
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

/** Only known members may be sent. */
function noOtherMembers(properties: JsonObject): AddedRule {
  return [
    "unknown-member",
    "a member that is not known may not be sent",
    ({ body = {} }) => Object.keys(body).some((name) => !Object.hasOwn(properties, name)),
  ];
}

/**
 * The faults that a server can make in reading requests: a member ignored, a violation let pass, a valid one refused.
 *
 * @param example a request that is answered with 200
 */
export function requestMutants({ operationId, requestSchema }: Operation, example: JsonObject): Mutant[] {
  const members = member(requestSchema, "properties");
  const { required } = requestSchema;
  const optional = Object.keys(members).filter((name) => !Array.isArray(required) || !required.includes(name));
  const eachMember = <Rule>(rulesOf: (name: string, schema: JsonObject) => Rule[]): Rule[] =>
    Object.entries(members).flatMap(([name, schema]) => (isObject(schema) ? rulesOf(name, schema) : []));
  const mutant = mutantsOf(operationId, "request");
  const forgotten = [...eachMember(forgottenRules), ...forgottenPresence(requestSchema, example)];
  const added = [...eachMember(addedRules), noOtherMembers(members)];
  return [
    ...optional.map((name) =>
      mutant("ignored", name, `${name} is ignored`, (call) => askWith(call, { [name]: undefined })),
    ),
    ...forgotten.map(([detail, description, repair]) => mutant("unvalidated", detail, description, letPass(repair))),
    ...added.map((rule) => mutant("overstrict", rule[0], rule[1], refuse(rule))),
  ];
}
