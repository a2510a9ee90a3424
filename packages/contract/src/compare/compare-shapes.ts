import { escapeUnprintable } from "@viking-kb/command-line";
import { compareAnswers, type Difference } from "../differences.js";
import { isObject, type Json, jsonTypeOf, pointerTo } from "../json.js";
import { readBody } from "../strict/read-body.js";
import type { Answer } from "../target/answer.js";

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
