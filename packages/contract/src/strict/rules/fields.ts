import { states, timesInOrder } from "../../field-kinds.js";
import { type Finding, quote } from "../../finding.js";
import { isObject, type Json, type JsonObject, member } from "../../json.js";
import { type Described, described, isLink } from "../read-body.js";
import { dataOf, type Reading, type Rule } from "./rule.js";

/** From 2001 to 2096: seconds read as milliseconds lie in 1970, milliseconds read as seconds past the year 33,000. */
const plausible: Readonly<Record<string, readonly [least: number, most: number]>> = {
  "unix-seconds": [1e9, 4e9],
  "unix-milliseconds": [1e12, 4e12],
};
/** The state of a document whose processing failed. */
const failed = 1;

/** Rules over single values and single objects, wherever they stand, by what the contract says of their fields. */
export const fieldRules: readonly Rule[] = [
  {
    name: "time-order",
    source: "documentation pages: nothing changes before it is there, or ends before it begins",
    check: (reading) =>
      objectsIn(reading).flatMap(({ at, value }) =>
        timesInOrder.flatMap(([first, second]) => notAfter(`${at}/${second}`, value[first], value[second], first)),
      ),
  },
  {
    name: "time-units",
    source: "documentation pages: milliseconds in doc/info, seconds everywhere else; openapi.yaml: x-unit",
    check: (reading) =>
      valuesIn(reading).flatMap(({ at, value, schema }): Finding[] => {
        const unit = String(schema["x-unit"]);
        const [least, most] = plausible[unit] ?? [];
        if (typeof value !== "number" || least === undefined || most === undefined) return [];
        const message = `is ${value}; expected ${unit.replace("-", " ")}, from ${least} to ${most}`;
        return value >= least && value <= most ? [] : [{ at, message }];
      }),
  },
  {
    name: "json-text",
    source: "documentation pages: meta, doc_meta; openapi.yaml: x-json-text",
    check: (reading) =>
      valuesIn(reading)
        .filter(({ value, schema }) => schema["x-json-text"] === true && !isJsonText(value))
        .map(({ at }) => ({ at, message: "is not JSON text" })),
  },
  {
    name: "links",
    source: "documentation pages: url, attachment_link; openapi.yaml: x-signed-link",
    check: (reading) =>
      valuesIn(reading)
        .filter(({ value, schema }) => schema["x-signed-link"] === "always" && typeof value === "string")
        .filter(({ value }) => !isLink(String(value)))
        .map(({ at }) => ({ at, message: "is not an http or https URL" })),
  },
  {
    // A number that may be written as text is the same number then.
    name: "numeric-text",
    source: "openapi.yaml: x-numeric-text",
    check: (reading) => valuesIn(reading).flatMap(checkNumericText),
  },
  {
    name: "failed-code",
    source: "documentation page doc/info: failed_code is omitted when empty",
    check: (reading) => objectsIn(reading).flatMap(({ at, value }) => checkFailure(at, value)),
  },
];

/** That a time is no earlier than another, where both are there. */
export function notAfter(at: string, first: unknown, second: unknown, name: string): Finding[] {
  if (typeof first !== "number" || typeof second !== "number" || first <= second) return [];
  return [{ at, message: `is ${second}; expected no less than ${name}, which is ${first}` }];
}

function valuesIn({ body, schema }: Reading): Described[] {
  return described(body, schema);
}

function objectsIn(reading: Reading): (Described & { readonly value: JsonObject })[] {
  return valuesIn(reading).filter((one): one is Described & { value: JsonObject } => isObject(one.value));
}

/** An empty text means that the user gave none. The schema finds what is no text. */
function isJsonText(text: unknown): boolean {
  if (typeof text !== "string" || text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkNumericText({ at, value, schema }: Described): Finding[] {
  if (schema["x-numeric-text"] !== true) return [];
  if (typeof value === "string" && !/^\d+$/.test(value)) return [{ at, message: "is a text that is no whole number" }];
  return typeof value === "number" && value < 0 ? [{ at, message: `is ${value}; expected no less than 0` }] : [];
}

/** What failed says why, and nothing else does. */
function checkFailure(at: string, status: JsonObject): Finding[] {
  const { process_status: state } = status;
  if (typeof state !== "number") return [];
  if (state === failed) {
    return "failed_code" in status ? [] : [{ at: `${at}/failed_code`, message: "is missing though processing failed" }];
  }
  return ["failed_code", "failed_msg"]
    .filter((name) => name in status)
    .map((name) => ({ at: `${at}/${name}`, message: `is there; expected none with process_status ${state}` }));
}

/** What an answer repeats of its request. */
export const echoRule: Rule = {
  name: "echo",
  source: "documentation pages: meaning of these fields; openapi.yaml: x-echo",
  check: checkEcho,
};

/** What an answer repeats of the documented case. */
export const stateRule: Rule = {
  name: "state",
  source: "the documented cases: each is about a resource in the state that it shows",
  check: ({ documented: { response }, body }) => sameStates("/data", dataOf(body), dataOf(response)),
};

/**
 * What was asked for is what is answered, in every field that repeats it. The vendor's pages answer two of their
 * samples with other ids than were asked for, so only those ids are held that the documented answer echoes; what is in
 * a list is held to what stands at the top. Later fields need not be there; where one is, it is the same.
 */
function checkEcho({ documented: { request, response }, body, schema }: Reading): Finding[] {
  const located = locatorOf(request);
  const [data, documentedData] = [dataOf(body), dataOf(response)];
  return described(body, schema).flatMap(({ at, value, schema: { "x-echo": echo } }) => {
    if (typeof echo !== "string") return [];
    const name = at.slice(at.lastIndexOf("/") + 1);
    const asked = documentedData[name] === request[echo] ? request[echo] : undefined;
    return mismatch(at, value, located[echo] ?? (at === `/data/${name}` ? asked : data[name]));
  });
}

/** Where the request says that the collection is; a resource_id alone decides, whatever is said beside it. */
function locatorOf({ name, collection_name = name, project, resource_id }: JsonObject): JsonObject {
  if (resource_id) return { resource_id };
  return collection_name ? { project: project || "default" } : {};
}

function mismatch(at: string, actual: Json, expected: Json | undefined): Finding[] {
  if (typeof actual !== "string" || typeof expected !== "string" || actual === expected) return [];
  return [{ at, message: `is ${quote(actual)}; expected ${quote(expected)}` }];
}

/** The expected answer to a made-up request has no state, so none is compared. */
function sameStates(at: string, actual: JsonObject, documented: JsonObject): Finding[] {
  return states.flatMap((name): Finding[] => {
    const [is, was] = [actual[name], documented[name]];
    if (typeof was === "object") return sameStates(`${at}/${name}`, member(actual, name), member(documented, name));
    if (was === undefined || is === undefined || is === was) return [];
    const message = `is ${JSON.stringify(is)}; the case is about ${JSON.stringify(was)}`;
    return [{ at: `${at}/${name}`, message }];
  });
}
