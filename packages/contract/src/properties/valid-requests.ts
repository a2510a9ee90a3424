import fc, { type Arbitrary } from "fast-check";
import { type DocumentedCase, namesIn } from "../cases/documented-cases.js";
import { type ResourceKind, requestFields } from "../field-kinds.js";
import type { Json, JsonObject } from "../json.js";
import type { Operation, RequestField } from "../strict-contract.js";

/** How a request is written: all of these mean the same. */
export interface Writing {
  /** Whether the integers among its fields are written with a fraction of zero. */
  readonly fractions: boolean;
  readonly spaces: boolean;
  /** Whether the fields stand in the opposite order. */
  readonly reversed: boolean;
  /** Whether letters are written as escapes. */
  readonly escaped: boolean;
}

export const plain: Writing = { fractions: false, spaces: false, reversed: false, escaped: false };

/** A request as the text that is sent. */
export function write(request: JsonObject, { fractions, spaces, reversed, escaped }: Writing): string {
  const fields = reversed ? Object.entries(request).reverse() : Object.entries(request);
  const [comma, colon] = spaces ? [" ,\n\t", " : "] : [",", ":"];
  const text = (value: Json) => (escaped ? escapeLetters(JSON.stringify(value)) : JSON.stringify(value));
  const members = fields.map(([name, value]) => {
    const whole = fractions && Number.isSafeInteger(value);
    return `${text(name)}${colon}${whole ? `${String(value)}.0` : text(value)}`;
  });
  return spaces ? `\n{ ${members.join(comma)} }\r\n` : `{${members.join(comma)}}`;
}

/** The letter `a`, which no word of JSON's own that stands within a text has, and no escape holds before it. */
function escapeLetters(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/gs, (text) => text.replaceAll(/(?<!\\u[0-9a-f]{0,3})a/g, "\\u0061"));
}

/** Names that a target may have something for, by kind. */
export type KnownNames = ReadonlyMap<ResourceKind, readonly string[]>;

/** The names that cases use, in the target's own words, those that must not exist included. */
export function knownNamesOf(cases: readonly DocumentedCase[]): KnownNames {
  const names = new Map<ResourceKind, Set<string>>();
  for (const { kind, name } of cases.flatMap(namesIn)) names.set(kind, (names.get(kind) ?? new Set()).add(name));
  return new Map([...names].map(([kind, own]) => [kind, [...own]]));
}

/** A request that keeps the contract, and how it is written. */
export interface ValidRequest {
  readonly request: JsonObject;
  readonly writing: Writing;
}

/** From what valid requests are made. */
export interface Material {
  readonly names: KnownNames;
  /** Documented requests of the operation that are answered with success. */
  readonly anchors: readonly JsonObject[];
}

const booleans = fc.boolean();
/** How requests may be written. */
export const writings: Arbitrary<Writing> = fc.record({
  fractions: booleans,
  spaces: booleans,
  reversed: booleans,
  escaped: booleans,
});

/**
 * Requests that the schema allows: each optional field there or not, null where it may be, values at the bounds,
 * names that the target knows and names that nobody does, fields that the contract does not have. Some begin with a
 * documented request, so that much of what is asked for is there.
 */
export function validRequests({ fields, locators }: Operation, material: Material): Arbitrary<ValidRequest> {
  const values = Object.fromEntries(fields.map((field) => [field.name, valuesOf(field, material.names)]));
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  const free = fc.record(values, { requiredKeys: required }).filter((request) => isLocated(request, locators));
  const others = Object.fromEntries(
    fields.filter(({ name }) => !isName(name)).map(({ name }) => [name, values[name] ?? fc.constant(null)]),
  );
  const anchored = fc
    .tuple(fc.constantFrom(...material.anchors), fc.record(others, { requiredKeys: [] }))
    .map(([anchor, changes]) => ({ ...anchor, ...changes }) as JsonObject);
  const requests =
    material.anchors.length === 0 ? free : fc.oneof({ weight: 2, arbitrary: anchored }, { weight: 1, arbitrary: free });
  return fc
    .tuple(requests, unknownFields(fields), writings)
    .map(([request, unknown, writing]) => ({ request: { ...unknown, ...request }, writing }));
}

/** Whether a request gives what locates a collection: null and `""` mean "not given". */
function isLocated(request: JsonObject, locators: readonly string[]): boolean {
  return locators.length === 0 || locators.some((name) => Boolean(request[name]));
}

/** Fields that name one resource. Lists of names are no locators. */
function isName(field: string): boolean {
  return field in requestFields && !field.endsWith("_ids");
}

/** Fields that the contract does not have, which are ignored. */
export function unknownFields(fields: readonly RequestField[]): Arbitrary<JsonObject> {
  const known = new Set(fields.map(({ name }) => name));
  const names = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => !known.has(name) && name !== "__proto__");
  return fc.dictionary(names, fc.jsonValue({ maxDepth: 2 }) as Arbitrary<Json>, { maxKeys: 2, noNullPrototype: true });
}

/** What may stand for the absence of a field: null, and its default. */
export function specialValues({ nullable = false, default: standIn }: RequestField): Json[] {
  return [...(nullable ? [null] : []), ...(standIn === undefined ? [] : [standIn])];
}

function valuesOf(field: RequestField, names: KnownNames): Arbitrary<Json> {
  const own = ofType(field, names);
  const special = specialValues(field);
  return special.length === 0
    ? own
    : fc.oneof({ weight: 4, arbitrary: own }, { weight: 1, arbitrary: fc.constantFrom(...special) });
}

function ofType(field: RequestField, names: KnownNames): Arbitrary<Json> {
  const { name, type, pattern, minimum = 0, maximum = 2 ** 31 - 1, maxItems = 100 } = field;
  const kind = requestFields[name];
  const named = kind === undefined ? [] : (names.get(kind) ?? []);
  // A documented refusal names what no field takes.
  const known = pattern === undefined ? named : named.filter((one) => new RegExp(pattern).test(one));
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return integers(minimum, maximum);
    case "array": {
      const items = withKnown(known, texts({}));
      return fc.array(items, { maxLength: maxItems, size: "max" }).chain((list) =>
        // Long lists of strangers match nothing: mostly a short one is wanted.
        fc.integer({ min: 0, max: 3 }).map((length) => (length === 3 ? list : list.slice(0, length))),
      );
    }
    default:
      return withKnown(known, texts(field));
  }
}

function integers(min: number, max: number): Arbitrary<number> {
  const small = fc.integer({ min: Math.max(min, -1), max: Math.min(max, 8) });
  return fc.oneof(
    small,
    fc.constantFrom(min, max),
    fc.maxSafeInteger().filter((value) => value >= min && value <= max),
  );
}

function withKnown(known: readonly string[], unknown: Arbitrary<string>): Arbitrary<string> {
  return known.length === 0
    ? unknown
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: unknown });
}

/** Texts that a field takes: of any script, as long as they may be. U+0000 is left out, which no database keeps. */
function texts({ pattern, minLength = 0, maxLength = 300 }: Partial<RequestField>): Arbitrary<string> {
  if (pattern === undefined) {
    const any = fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, 40) });
    return any.filter((text) => !text.includes("\0") && text.length >= minLength);
  }
  const expression = new RegExp(pattern, "u");
  const longest = "a".repeat(maxLength);
  const matching = fc.stringMatching(expression).filter((text) => text.length <= maxLength && text.length >= minLength);
  return expression.test(longest)
    ? fc.oneof({ weight: 5, arbitrary: matching }, { weight: 1, arbitrary: fc.constant(longest) })
    : matching;
}
