import { timesInOrder } from "../../field-kinds.js";
import type { Finding } from "../../finding.js";
import { isObject, type JsonObject } from "../../json.js";
import { type Described, described, isLink } from "../read-body.js";
import type { Reading, Rule } from "./rule.js";

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
