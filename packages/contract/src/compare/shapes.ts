import type { Answer } from "../answer.js";
import { escapeUnprintable } from "../escape-unprintable.js";
import { isObject, type Json, pointerStep } from "../json.js";
import { readBody } from "../rules/readable-body.js";
import { compareAnswers, type Difference } from "./differences.js";

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
 * and with `wording` the message.
 */
export function compareShapes(first: Answer, second: Answer, wording: boolean): ShapeDifference[] {
  const one = readBody(first.bytes).value ?? null;
  const other = readBody(second.bytes).value ?? null;
  const status: ShapeDifference[] =
    first.status === second.status
      ? []
      : [{ path: ["status"], kind: "value", first: String(first.status), second: String(second.status) }];
  if (!isObject(one) || !isObject(other)) {
    const types = { first: typeOf(one), second: typeOf(other) };
    return types.first === types.second ? status : [...status, { path: [], kind: "type", ...types }];
  }
  const differences = compareAnswers(one, other).flatMap(({ path, kind, documented, actual }): ShapeDifference[] => {
    const [name] = path;
    const shown = path.length === 1 && (name === "code" || (wording && name === "message" && one.code !== 0));
    if (kind === "value" && !shown) return [];
    const say = (value: Json | undefined) => (shown && kind === "value" ? JSON.stringify(value) : typeOf(value));
    return [{ path, kind, first: say(documented), second: say(actual) }];
  });
  // What follows from another status or code would bury it.
  const refused = [...status, ...differences.filter(({ path, kind }) => path[0] === "code" && kind === "value")];
  return refused.length > 0 ? refused : differences;
}

/** A difference in words: `/data/doc_num: nothing at the first, number at the second`. */
export function describeShapeDifference({ path, first, second }: ShapeDifference): string {
  const place = path[0] === "status" && path.length === 1 ? "status" : path.map(pointerStep).join("") || "body";
  return escapeUnprintable(`${place}: ${first} at the first, ${second} at the second`);
}

function typeOf(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
