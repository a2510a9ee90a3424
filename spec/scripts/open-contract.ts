import { isObject, type JsonObject, resolvePointer } from "./document.ts";
import type { ErrorCodes, Text } from "./error-codes.ts";
import { schemasOf } from "./schemas.ts";

/** One value of an open enumeration. */
export interface KnownValue {
  value: string | number;
  meaning: Text;
  "x-source"?: "later";
}

/** The values of an open enumeration; undefined when the schema is not one. */
export function knownValuesOf(schema: JsonObject): KnownValue[] | undefined {
  return schema["x-known-values"] as KnownValue[] | undefined;
}

/** What stands around the meanings in a description. */
const addedWords = {
  en: {
    values: "Known values:",
    codes: "Known codes:",
    later: " (later)",
    oneOf: (names: readonly string[]) => ` At least one of ${names.join(" and ")} is required.`,
  },
  zh: {
    values: "已知取值：",
    codes: "已知错误码：",
    later: "（后来的页面）",
    oneOf: (names: readonly string[]) => `${names.join(" 和 ")} 至少传一个。`,
  },
};

/**
 * The published contract. Content of `x-` blocks is also written into the descriptions, for readers of the reference
 * and of generated docstrings. Enumerations stay open, and every object of an answer says that it does. The error codes
 * are included as `x-business-codes` and `x-failed-codes`, so that the client's tables come from the same document.
 *
 * @param language of the descriptions of schemas, and of the meanings in them
 */
export function toOpenContract(bundled: JsonObject, errorCodes: ErrorCodes, language: keyof Text = "en"): JsonObject {
  const document = structuredClone(bundled);
  const words = addedWords[language];
  document["x-business-codes"] = errorCodes.business
    .filter(({ code }) => code !== 0)
    .map(({ code, kind, messagePattern, hint }) => ({
      code,
      kind,
      hint: hint.en,
      zh: { hint: hint.zh },
      ...(messagePattern ? { messagePattern } : {}),
    }));
  document["x-failed-codes"] = [...errorCodes.failed, { code: "other", ...errorCodes.otherFailed }].map(
    ({ code, meaning, advice, hint }) => ({
      code,
      meaning: meaning.en,
      advice: advice.en,
      hint: hint.en,
      zh: { meaning: meaning.zh, advice: advice.zh, hint: hint.zh },
    }),
  );
  document["x-limits"] = limitsOf(document);
  for (const { schema, ofRequest } of schemasOf(document)) {
    // Without it openapi-generator's Go and Java clients refuse an answer with a field that is not described.
    if (schema.type === "object" && !ofRequest) schema.additionalProperties = true;
    if (language === "zh" && schema["x-description-zh"] !== undefined) schema.description = schema["x-description-zh"];
    const values = knownValuesOf(schema);
    if (values) {
      const lines = values.map(
        ({ value, meaning, "x-source": source }) => `- \`${value}\`: ${meaning[language]}${source ? words.later : ""}`,
      );
      schema.description = `${schema.description}\n\n${words.values}\n${lines.join("\n")}`;
    }
    if (schema["x-failed-code"] === true) {
      const lines = errorCodes.failed.map(({ code, meaning }) => `- \`${code}\`: ${meaning[language]}`);
      schema.description = `${schema.description}\n\n${words.codes}\n${lines.join("\n")}`;
    }
    // The client's template writes this type, where the generator itself knows only `any`.
    if (Array.isArray(schema["x-types"])) schema["x-typescript-type"] = typescriptType(schema["x-types"] as string[]);
    const oneOf = schema["x-one-of-required"];
    if (Array.isArray(oneOf) && isObject(schema.properties)) {
      schema.description = `${schema.description}${words.oneOf(oneOf.map((name) => `\`${name}\``))}`;
    }
  }
  return document;
}

/** The limits for numbers and lists in requests, by schema and field. */
function limitsOf(document: JsonObject): JsonObject[] {
  const schemas = resolvePointer(document, "#/components/schemas") as Record<string, JsonObject>;
  return Object.entries(schemas).flatMap(([schema, { properties }]) => {
    if (!schema.endsWith("Request")) return [];
    const fields = Object.entries((properties ?? {}) as Record<string, JsonObject>).flatMap(([field, limits]) => {
      const known = ["minimum", "maximum", "maxItems"].filter((name) => typeof limits[name] === "number");
      return known.length === 0 ? [] : [{ field, limits: known.map((name) => `${name}: ${limits[name]}`).join(", ") }];
    });
    return fields.length === 0 ? [] : [{ schema, fields }];
  });
}

const typescriptTypes: Record<string, string> = {
  integer: "number",
  number: "number",
  string: "string",
  boolean: "boolean",
  object: "{ [key: string]: unknown }",
  array: "unknown[]",
  null: "null",
};

/** The TypeScript type of a field with several JSON types; with all JSON types it is `unknown`. */
function typescriptType(types: readonly string[]): string {
  const names = new Set(types.map((type) => typescriptTypes[type] ?? "unknown"));
  return names.size === new Set(Object.values(typescriptTypes)).size ? "unknown" : [...names].join(" | ");
}
