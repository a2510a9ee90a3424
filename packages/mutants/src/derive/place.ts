import { type ContractPair, isObject, type Json, type JsonObject, member } from "@viking-kb/contract";

/** A place in the answers of an (operation, status) that the contract describes. */
export interface Place {
  readonly operationId: string;
  readonly status: number;
  /** Names of members; `*` is each item of a list. */
  readonly steps: readonly string[];
  /** In OpenAPI 3.0's dialect. */
  readonly schema: JsonObject;
  readonly required: boolean;
}

/** A place in words: `data.point_list.*.doc_info`. */
export function placeName({ steps }: Place): string {
  return steps.join(".");
}

/**
 * Every member that a pair's schema describes, itself before what is in it. Objects of any keys are not looked into.
 */
export function placesOf({ operationId, status, schema }: ContractPair): Place[] {
  const walk = (object: JsonObject, steps: readonly string[]): Place[] => {
    if (isObject(object.items)) return walk(object.items, [...steps, "*"]);
    const required = Array.isArray(object.required) ? object.required : [];
    return Object.keys(member(object, "properties")).flatMap((key) => {
      const inner = member(member(object, "properties"), key);
      const own = [...steps, key];
      return [
        { operationId, status, steps: own, schema: inner, required: required.includes(key) },
        ...walk(inner, own),
      ];
    });
  };
  return walk(schema, []);
}

/** Calls back with each object of a body that has the place's member, and the member's name. */
export function eachAt(
  body: Json,
  steps: readonly string[],
  change: (parent: JsonObject, key: string) => unknown,
): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (step === "*") {
    if (Array.isArray(body)) for (const item of body) eachAt(item, rest, change);
  } else if (isObject(body) && Object.hasOwn(body, step)) {
    if (rest.length === 0) change(body, step);
    else eachAt(body[step] ?? null, rest, change);
  }
}

/** Whether a body has a value at the place. */
export function isAt(body: Json, steps: readonly string[]): boolean {
  let found = false;
  eachAt(body, steps, (parent, key) => {
    found ||= parent[key] !== null;
  });
  return found;
}
