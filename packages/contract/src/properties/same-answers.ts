import fc, { type Arbitrary } from "fast-check";
import type { JsonObject } from "../json.js";
import { largestPage } from "../strict/rules/points.js";
import type { Operation, RequestField } from "../strict-contract.js";
import { plain, specialValues, unknownFields, type Writing, writings } from "./valid-requests.js";

/** Two requests that must be answered alike. */
export interface SameAnswer {
  readonly first: JsonObject;
  readonly second: JsonObject;
  readonly writing: Writing;
  /** What the second has other than the first, in words. */
  readonly how: string;
}

/** A change to a request that leaves its meaning as it is; undefined where there is nothing to change. */
interface Change {
  readonly how: string;
  apply(request: JsonObject): JsonObject | undefined;
}

/**
 * A documented request, and the same with changes that mean nothing: sent again, written otherwise, with unknown
 * fields, with null, `""` or the default where a field is absent, with entries of a list twice and in another order.
 */
export function sameAnswers(
  { fields, locators }: Operation,
  anchors: readonly JsonObject[],
  decisions: boolean,
): Arbitrary<SameAnswer> {
  const changes = [
    ...fields.flatMap((field) =>
      absentMeans(field, decisions && (locators.includes(field.name) || field.name === "project")),
    ),
    ...fields.filter(({ type }) => type === "array").map(({ name }) => asSet(name)),
    ...(decisions && fields.some(({ name }) => name === "limit") ? [everything] : []),
  ];
  return fc
    .tuple(fc.constantFrom(...anchors), fc.subarray(changes), fc.boolean(), unknownFields(fields), writings)
    .map(([first, chosen, again, unknown, writing]) => {
      if (again) return { first, second: first, writing: plain, how: "when asked again" };
      const applied = chosen.filter(({ apply }) => apply(first) !== undefined);
      const second = applied.reduce((request, { apply }) => apply(request) ?? request, { ...unknown, ...first });
      const how = ["unknown fields", "another writing", ...applied.map(({ how }) => how)].join(", ");
      return { first, second, writing, how: `with ${how}` };
    });
}

/** Null is absence, and so is the default; what locates may be empty too. `null` does not mean `[]`. */
function absentMeans(field: RequestField, emptyToo: boolean): Change[] {
  const { name } = field;
  const values = [...specialValues(field), ...(emptyToo ? [""] : [])];
  return values.map((value) => ({
    how: `${name} ${JSON.stringify(value)}`,
    apply: (request) => (name in request ? undefined : { ...request, [name]: value }),
  }));
}

function asSet(name: string): Change {
  return {
    how: `${name} twice and turned round`,
    apply(request) {
      const list = request[name];
      if (!Array.isArray(list) || list.length * 2 > 100) return undefined;
      return { ...request, [name]: [...list, ...list].reverse() };
    },
  };
}

/** No answer holds more points: what asks for all asks for these. */
const everything: Change = {
  how: `limit ${largestPage}`,
  apply: (request) =>
    [undefined, null, -1].includes(request.limit as null) ? { ...request, limit: largestPage } : undefined,
};
