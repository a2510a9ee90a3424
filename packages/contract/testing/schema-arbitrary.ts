import fc from "fast-check";
import { isObject, type Json, type JsonObject, member } from "../src/json.js";

const longestList = 3;

/** How far values may leave what a schema names. */
interface Latitude {
  /**
   * Whether objects get fields, and enumerations values, that the schema does not know: a published contract is open.
   */
  readonly unknowns: boolean;
}

/** Any value that a schema in OpenAPI 3.0's dialect, without references, allows; every branch of it comes up. */
export function schemaArbitrary(schema: JsonObject, latitude: Latitude): fc.Arbitrary<Json> {
  const value = valueArbitrary(schema, latitude);
  return schema.nullable === true ? fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null)) : value;
}

function valueArbitrary(schema: JsonObject, latitude: Latitude): fc.Arbitrary<Json> {
  const { "x-types": types, "x-known-values": known } = schema;
  if (Array.isArray(types)) return fc.oneof(...types.map((type) => valueOfType({ ...schema, type }, latitude)));
  if (!Array.isArray(known)) return valueOfType(schema, latitude);
  const values = fc.constantFrom(...known.map((row) => (row as { value: Json }).value));
  return latitude.unknowns ? fc.oneof({ weight: 4, arbitrary: values }, valueOfType(schema, latitude)) : values;
}

function valueOfType(schema: JsonObject, latitude: Latitude): fc.Arbitrary<Json> {
  switch (schema.type) {
    case "string":
      return text(schema);
    case "integer":
      return fc.integer(bounds(schema));
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(isObject(schema.items) ? schemaArbitrary(schema.items, latitude) : json(), {
        maxLength: longestList,
      });
    case "object":
      return object(schema, latitude);
    default:
      return json();
  }
}

function object(schema: JsonObject, latitude: Latitude): fc.Arbitrary<JsonObject> {
  const properties = member(schema, "properties");
  const fields = Object.fromEntries(
    Object.keys(properties).map((name) => [name, schemaArbitrary(member(properties, name), latitude)]),
  );
  const oneOfRequired = (schema["x-one-of-required"] ?? []) as string[];
  const required = (schema.required ?? []) as string[];
  const isGiven = (value: JsonObject) =>
    oneOfRequired.length === 0 || oneOfRequired.some((name) => Boolean(value[name]));
  const described = fc.record(fields, { requiredKeys: required, noNullPrototype: true }).filter(isGiven);
  if (!latitude.unknowns && schema.additionalProperties !== true) return described;
  const name = fc.oneof(
    fc.constantFrom("constructor", "__proto__", "toString"),
    fc.stringMatching(/^unknown_[a-z]{1,4}$/),
  );
  const unknown = fc.dictionary(name, json(), { maxKeys: 2, noNullPrototype: true });
  return fc.tuple(described, fc.oneof(fc.constant({}), unknown)).map(([own, more]) => ({ ...more, ...own }));
}

function text({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonObject): fc.Arbitrary<string> {
  const fits = (value: string) => value.length >= Number(minLength) && value.length <= Number(maxLength);
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern)).filter(fits);
  return fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })).filter(fits);
}

function bounds({ format, minimum, maximum }: JsonObject): { min: number; max: number } {
  const largest = format === "int32" ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
  return { min: Number(minimum ?? -largest), max: Number(maximum ?? largest) };
}

function json(): fc.Arbitrary<Json> {
  return fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
}
