import fc, { type Arbitrary } from "fast-check";
import type { Json, JsonObject } from "../json.js";
import { fieldsOf, locatorsOf, numberOf, type Operation, type RequestField } from "../strict-contract.js";

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
export function violations(operation: Operation, anchors: readonly JsonObject[]): Violation[] {
  const anchor = fc.constantFrom(...anchors);
  const ofFields = fieldsOf(operation).flatMap((field) =>
    breachesOf(field).map(({ what, values }) => ({
      what: `${field.name} ${what}`,
      fields: [field.name],
      requests: fc.tuple(anchor, values).map(([request, value]) => withField(request, field.name, value)),
    })),
  );
  const locators = locatorsOf(operation);
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
  const { required, nullable } = field;
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

function bounds({ type, schema }: RequestField): Breach[] {
  switch (type) {
    case "integer":
      return beyond(schema);
    case "array":
      return lists(schema);
    case "string":
      return texts(schema);
    default:
      return [];
  }
}

function beyond(schema: JsonObject): Breach[] {
  const { minimum, maximum } = schema;
  const below = typeof minimum === "number" ? [minimum - 1, minimum - 1000, -1e300] : [];
  // Beyond 2^53 each second integer is the same number as its neighbour: the next one that differs is two away.
  const above = typeof maximum === "number" ? [maximum + 1, maximum + 1000, 1e300] : [];
  return [
    ...(below.length > 0 ? [{ what: "below the least", values: fc.constantFrom(...below) }] : []),
    ...(above.length > 0 ? [{ what: "above the most", values: fc.constantFrom(...above) }] : []),
  ];
}

function lists(schema: JsonObject): Breach[] {
  const most = numberOf(schema, "maxItems", Number.POSITIVE_INFINITY);
  const wrong = [null, 1, true, [], {}];
  return [
    {
      what: "with an entry of another type",
      values: fc
        .tuple(fc.array(fc.constant("text"), { maxLength: 3 }), fc.constantFrom<Json>(...wrong))
        .map(([list, item]) => [...list, item]),
    },
    ...(Number.isFinite(most)
      ? [
          {
            what: "too long",
            values: fc.integer({ min: most + 1, max: most * 2 }).map((length) => Array<Json>(length).fill("text")),
          },
        ]
      : []),
  ];
}

function texts(schema: JsonObject): Breach[] {
  const most = numberOf(schema, "maxLength", Number.POSITIVE_INFINITY);
  const pattern = typeof schema.pattern === "string" ? new RegExp(schema.pattern, "u") : undefined;
  return [
    ...(numberOf(schema, "minLength", 0) > 0 ? [{ what: "empty", values: fc.constant("") }] : []),
    ...(Number.isFinite(most)
      ? [{ what: "too long", values: fc.integer({ min: most + 1, max: most * 4 }).map((length) => "a".repeat(length)) }]
      : []),
    ...(pattern
      ? [
          {
            what: "against the pattern",
            values: fc
              .oneof(
                fc.constantFrom("1a", "_a", "a-b", "a b", "a.b", " a", "a\n", "知识库", "é"),
                fc.string({ unit: "grapheme", maxLength: 12 }),
              )
              .filter((text) => !pattern.test(text) && !text.includes("\0")),
          },
        ]
      : []),
  ];
}
