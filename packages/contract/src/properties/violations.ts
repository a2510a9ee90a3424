import fc, { type Arbitrary } from "fast-check";
import type { Json, JsonObject } from "../json.js";
import type { Operation, RequestField } from "../strict-contract.js";

/** One way of breaking the contract in one place. */
export interface Violation {
  /** What is wrong, in a few words. */
  readonly what: string;
  /** The fields of which the answer must name one. */
  readonly fields: readonly string[];
  /** Documented requests that are otherwise as they should be. */
  readonly requests: Arbitrary<JsonObject>;
}

/** What may stand in a field's place; undefined: nothing. */
interface Breach {
  readonly what: string;
  readonly values: Arbitrary<Json | undefined>;
}

/** Values of each JSON type, of which a field takes one. */
const ofTypes: Readonly<Record<string, readonly Json[]>> = {
  string: ["", "1", "true", "text"],
  number: [0, 1, -1, 1.5, 1e300],
  boolean: [true, false],
  array: [[], ["text"], [1]],
  object: [{}, { value: 1 }],
};
const jsonType: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  boolean: "boolean",
  array: "array",
};

/** Documented requests, each with one thing wrong, for every constraint that the contract has on a field. */
export function violations({ fields, locators }: Operation, anchors: readonly JsonObject[]): Violation[] {
  const anchor = fc.constantFrom(...anchors);
  const ofFields = fields.flatMap((field) =>
    breachesOf(field).map(({ what, values }) => ({
      what: `${field.name} ${what}`,
      fields: [field.name],
      requests: fc.tuple(anchor, values).map(([request, value]) => withField(request, field.name, value)),
    })),
  );
  if (locators.length === 0) return ofFields;
  const nothing = fc.tuple(...locators.map(() => fc.constantFrom(undefined, null, "")));
  const none = {
    what: "no locator",
    fields: locators,
    requests: fc
      .tuple(anchor, nothing)
      .map(([request, values]) =>
        locators.reduce((changed, name, index) => withField(changed, name, values[index]), request),
      ),
  };
  return [...ofFields, none];
}

function withField(request: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _former, ...others } = request;
  return value === undefined ? others : { ...others, [name]: value };
}

function breachesOf(field: RequestField): Breach[] {
  const { required, nullable = false } = field;
  return [
    ...(required ? [{ what: "missing", values: fc.constant(undefined) }] : []),
    ...(nullable ? [] : [{ what: "null", values: fc.constant(null) }]),
    ...ofOtherTypes(field),
    ...bounds(field),
  ];
}

function ofOtherTypes({ type }: RequestField): Breach[] {
  const own = jsonType[type];
  const others = Object.entries(ofTypes).filter(([name]) => name !== own);
  const fractions = type === "integer" ? [{ what: "with a fraction", values: fc.constantFrom(1.5, 0.1, -0.5) }] : [];
  return [
    ...others.map(([name, values]) => ({ what: `of type ${name}`, values: fc.constantFrom(...values) })),
    ...fractions,
  ];
}

function bounds(field: RequestField): Breach[] {
  switch (field.type) {
    case "integer":
      return beyond(field);
    case "array":
      return lists(field);
    case "string":
      return texts(field);
    default:
      return [];
  }
}

function beyond({ minimum, maximum }: RequestField): Breach[] {
  const below = (least: number) => fc.constantFrom(least - 1, least - 1000, -1e300);
  // Beyond 2^53 each second integer is the same number as its neighbour: the next one that differs is two away.
  const above = (most: number) => fc.constantFrom(most + 1, most + 1000, 1e300);
  return [
    ...(minimum === undefined ? [] : [{ what: "below the least", values: below(minimum) }]),
    ...(maximum === undefined ? [] : [{ what: "above the most", values: above(maximum) }]),
  ];
}

function lists({ maxItems: most }: RequestField): Breach[] {
  const wrong = fc.constantFrom<Json>(null, 1, true, [], {});
  const withWrong = fc.tuple(fc.array(fc.constant("text"), { maxLength: 3 }), wrong);
  const tooLong = (most: number) =>
    fc.integer({ min: most + 1, max: most * 2 }).map((length) => Array<Json>(length).fill("text"));
  return [
    { what: "with an entry of another type", values: withWrong.map(([list, item]) => [...list, item]) },
    ...(most === undefined ? [] : [{ what: "too long", values: tooLong(most) }]),
  ];
}

function texts({ minLength = 0, maxLength: most, pattern }: RequestField): Breach[] {
  const tooLong = (most: number) => fc.integer({ min: most + 1, max: most * 4 }).map((length) => "a".repeat(length));
  return [
    ...(minLength > 0 ? [{ what: "empty", values: fc.constant("") }] : []),
    ...(most === undefined ? [] : [{ what: "too long", values: tooLong(most) }]),
    ...(pattern === undefined ? [] : [{ what: "against the pattern", values: against(new RegExp(pattern, "u")) }]),
  ];
}

function against(pattern: RegExp): Arbitrary<string> {
  const likely = fc.constantFrom("1a", "_a", "a-b", "a b", "a.b", " a", "a\n", "知识库", "é");
  return fc
    .oneof(likely, fc.string({ unit: "grapheme", maxLength: 12 }))
    .filter((text) => !pattern.test(text) && !text.includes("\0"));
}
