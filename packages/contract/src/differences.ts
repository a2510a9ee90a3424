import { cut, type Finding } from "./finding.js";
import { isObject, type Json, type JsonObject, jsonTypeOf, pointerTo } from "./json.js";
import { hideQueries } from "./report/redact.js";

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

/** A difference in words, without the query of any link: `/data/point_num is 0; documented 53`. */
export function formatDifference({ path, kind, documented, actual }: Difference): string {
  const place = pointerTo(path);
  if (kind === "extra") return `${place} is ${show(actual)}; not documented`;
  if (kind === "missing") return `${place} is missing; documented ${show(documented)}`;
  return `${place} is ${show(actual)}; documented ${show(documented)}`;
}

function show(value: Json | undefined): string {
  return cut(hideQueries(JSON.stringify(value)), 80);
}
