import { isObject, type JsonObject } from "./document.ts";
import type { PlacedSchema } from "./schemas.ts";

/** Gives what is wrong with a schema, either a component or a field of one; `false` where nothing is. */
type SchemaRule = (schema: JsonObject, place: PlacedSchema) => (string | false)[];

const units = ["unix-seconds", "unix-milliseconds", "milliseconds", "bytes", "tokens", "cpu-quota", "percent"];

/** Rules about one schema that Redocly and Spectral cannot express. */
export const schemaRules: Record<string, SchemaRule> = {
  described: ({ $ref, description, "x-description-zh": chinese }, { isItem }) => {
    const needsWords = !$ref && !isItem;
    return [
      needsWords && !description && "has no description",
      needsWords &&
        !(isChinese(chinese) && String(chinese).endsWith("。")) &&
        "needs x-description-zh: its description in Chinese, in sentences that end with `。`",
    ];
  },

  "enumerations-open": (schema) => [
    "enum" in schema && "has `enum`, which closes it: use x-known-values",
    ...((schema["x-known-values"] ?? []) as JsonObject[]).map(
      (known) =>
        !("value" in known && isText(known.meaning)) &&
        "has a known value without `value`, or without a `meaning` in Chinese (`zh`) and English (`en`)",
    ),
  ],

  units: ({ "x-unit": unit }, { name }) => [
    unit !== undefined && !units.includes(String(unit)) && `has x-unit ${unit}: use one of ${units.join(", ")}`,
    unit === undefined && /(_time|_tokens|_size|_quota|percentage)$/.test(name) && "needs x-unit",
  ],

  "signed-links": ({ type, "x-signed-link": signed }, { name }) => [
    signed !== undefined &&
      (type !== "string" || !["always", "possible"].includes(String(signed))) &&
      `has x-signed-link ${signed}: only a text may have it, as \`always\` or \`possible\``,
    signed === undefined && type === "string" && /(^|_)(url|link)$/.test(name) && "needs x-signed-link",
  ],

  "json-texts": ({ type, description, "x-json-text": mark }) => [
    mark !== undefined && (mark !== true || type !== "string") && "has x-json-text: only a text may have it, as true",
    mark === undefined &&
      type === "string" &&
      String(description).includes("JSON text") &&
      "needs x-json-text: true, since it is described as JSON text",
  ],

  "numeric-texts": ({ "x-types": types, "x-numeric-text": mark }) => {
    const isNumberOrText = String(types) === "integer,string";
    return [
      mark !== undefined &&
        (mark !== true || !isNumberOrText) &&
        "has x-numeric-text: only a field with x-types: [integer, string] may have it, as true",
      mark === undefined && isNumberOrText && "needs x-numeric-text: true",
    ];
  },

  "pattern-words": ({ pattern, "x-pattern-words": words }) => [
    pattern !== undefined &&
      !String(words).startsWith("must ") &&
      "needs x-pattern-words: what its pattern asks for, as `must …`",
    pattern === undefined && words !== undefined && "has x-pattern-words and no pattern",
  ],

  "later-is-optional": ({ "x-source": source, required = [], properties = {} }) => [
    source !== undefined && source !== "later" && `has x-source ${source}: the only value is \`later\``,
    ...(required as string[]).map((name) => {
      const field = (properties as Record<string, JsonObject>)[name];
      return field?.["x-source"] === "later" && `requires ${name}, which is marked x-source: later`;
    }),
  ],

  flat: (schema) => [
    ...["oneOf", "anyOf", "allOf", "not"].map(
      (keyword) => keyword in schema && `has ${keyword}: keep schemas flat, the generators read no other`,
    ),
    typeof schema.$ref === "string" &&
      Object.keys(schema).length > 1 &&
      "has something beside $ref, which OpenAPI 3.0 ignores",
  ],

  objects: (schema) => [
    "additionalProperties" in schema &&
      "has additionalProperties: leave it out, since what is published opens every object of an answer, and what tests use closes it; an object whose keys are not fixed is marked `x-free-form: true`",
    isObject(schema.properties) && schema.type !== "object" && "has properties: it needs `type: object`, to be opened",
    schema["x-free-form"] !== undefined &&
      (schema["x-free-form"] !== true || schema.type !== "object") &&
      "has x-free-form: only an object may have it, as true",
    schema.type === "object" &&
      isObject(schema.properties) === (schema["x-free-form"] === true) &&
      "needs either properties or x-free-form: true",
  ],

  envelope: ({ required = [] }, { name }) =>
    ["code", "message", "request_id"].map(
      (field) => name.endsWith("Response") && !(required as string[]).includes(field) && `does not require ${field}`,
    ),
};

/** Whether a value is a text in both languages. The English one can be put in double quotes in generated code. */
function isText(value: unknown): boolean {
  return isObject(value) && isChinese(value.zh) && /^[^"\\]+\.$/.test(String(value.en));
}

function isChinese(value: unknown): boolean {
  return typeof value === "string" && /\p{Script=Han}/u.test(value);
}
