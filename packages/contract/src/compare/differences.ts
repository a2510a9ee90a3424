import { escapeUnprintable } from "@viking-kb/command-line";
import type { Finding } from "../finding.js";
import { isObject, type Json, type JsonObject, jsonTypeOf, pointerTo } from "../json.js";
import { hideQueries } from "../report/redact.js";
import { readBody } from "../strict/read-body.js";
import type { Answer } from "../target/answer.js";

/** One place at which an answer is not what is documented. */
export interface Difference {
  /** Keys and, as numbers, indices from the top of the body. */
  readonly path: readonly (string | number)[];
  /** `missing`: documented alone; `extra`: answered alone; `type`: another JSON type; `value`: another value of it. */
  readonly kind: "missing" | "extra" | "type" | "value";
  /** Absent where nothing is documented. May be a signed link. */
  readonly documented?: Json;
  /** Absent where nothing is answered. May be a signed link. */
  readonly actual?: Json;
}

/**
 * Every place at which an answer is not the documented one; lists are compared index by index. `request_id` is left
 * out, since it is new in every answer; the message of a refusal is not, though a server may word its reason as it
 * likes.
 */
export function compareAnswers(documented: JsonObject, actual: JsonObject): Difference[] {
  const { request_id: _documentedId, ...documentedRest } = documented;
  const { request_id: _actualId, ...actualRest } = actual;
  return compare(documentedRest, actualRest, []);
}

/** Where a second answer does not say what the first does, in findings; both without what signs their links. */
export function findDifferences(first: JsonObject, second: JsonObject, how: string): Finding[] {
  return compareAnswers(first, second).map(({ path, kind }) => ({
    at: pointerTo(path),
    message: `is ${kind === "extra" ? "there" : kind === "missing" ? "missing" : "another"} ${how}`,
  }));
}

function compare(documented: Json | undefined, actual: Json | undefined, path: Difference["path"]): Difference[] {
  if (documented === undefined) return actual === undefined ? [] : [{ path, kind: "extra", actual }];
  if (actual === undefined) return [{ path, kind: "missing", documented }];
  if (jsonTypeOf(documented) !== jsonTypeOf(actual)) return [{ path, kind: "type", documented, actual }];
  if (Array.isArray(documented) && Array.isArray(actual)) {
    const length = Math.max(documented.length, actual.length);
    return Array.from({ length }).flatMap((_item, index) =>
      compare(documented[index], actual[index], [...path, index]),
    );
  }
  if (isObject(documented) && isObject(actual)) {
    const keys = new Set([...Object.keys(documented), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => compare(own(documented, key), own(actual, key), [...path, key]));
  }
  return documented === actual ? [] : [{ path, kind: "value", documented, actual }];
}

/** An answer may have a member of any name, `constructor` too. */
function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

const longest = 80;

/** A difference in words, without the query of any link: `/data/point_num is 0; documented 53`. */
export function formatDifference({ path, kind, documented, actual }: Difference): string {
  const place = pointerTo(path);
  if (kind === "extra") return `${place} is ${show(actual)}; not documented`;
  if (kind === "missing") return `${place} is missing; documented ${show(documented)}`;
  return `${place} is ${show(actual)}; documented ${show(documented)}`;
}

function show(value: Json | undefined): string {
  const text = hideQueries(JSON.stringify(value));
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** One place at which two answers to the same request differ in status, code, fields or types. */
export interface ShapeDifference {
  /** Keys and indices from the top of the body; `status` alone for the HTTP status. */
  readonly path: readonly (string | number)[];
  /** `missing`: at the first alone; `extra`: at the second alone; `type`, `value`: another one there. */
  readonly kind: Difference["kind"];
  /** What is there, as far as it may be shown: a type, a status or a code, or with `wording` a message. */
  readonly first: string;
  readonly second: string;
}

/**
 * Compares two answers by all but their values: those depend on what a server holds. Of two refusals the code counts,
 * and with `wording` the message. That both fail, or that neither can be read, is a difference too, unless the request
 * is for a failure (`expectsFailure`).
 */
export function compareShapes(
  first: Answer,
  second: Answer,
  { wording, expectsFailure }: { readonly wording: boolean; readonly expectsFailure: boolean },
): ShapeDifference[] {
  const [one, other] = [readBody(first.bytes).value, readBody(second.bytes).value];
  // Two that fail alike are no two that answer alike.
  const isFailure = first.status >= 500 && !expectsFailure;
  const status: ShapeDifference[] =
    first.status === second.status && !isFailure
      ? []
      : [{ path: ["status"], kind: "value", first: String(first.status), second: String(second.status) }];
  if (!isObject(one) || !isObject(other)) {
    const typeOf = (value: Json | undefined) => (value === undefined ? "no JSON" : jsonTypeOf(value));
    const types = { first: typeOf(one), second: typeOf(other) };
    const isSame = types.first === types.second && one !== undefined;
    return isSame ? status : [...status, { path: [], kind: "type", ...types }];
  }
  const differences = compareAnswers(one, other).flatMap(({ path, kind, documented, actual }): ShapeDifference[] => {
    const [name] = path;
    const shown = path.length === 1 && (name === "code" || (wording && name === "message" && one.code !== 0));
    if (kind === "value" && !shown) return [];
    const say = (value: Json | undefined) => (shown && kind === "value" ? JSON.stringify(value) : jsonTypeOf(value));
    return [{ path, kind, first: say(documented), second: say(actual) }];
  });
  // What follows from another status or code would bury it.
  const refused = [...status, ...differences.filter(({ path, kind }) => path[0] === "code" && kind === "value")];
  return refused.length > 0 ? refused : differences;
}

/** A difference in words: `/data/doc_num: nothing at the first, number at the second`. */
export function describeShapeDifference({ path, first, second }: ShapeDifference): string {
  return escapeUnprintable(`${placeOf(path)}: ${first} at the first, ${second} at the second`);
}

/** A place in words, as explanations have it too: a JSON pointer, `status`, or `body` for the whole. */
export function placeOf(path: ShapeDifference["path"]): string {
  return path[0] === "status" && path.length === 1 ? "status" : pointerTo(path) || "body";
}
