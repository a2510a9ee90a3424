import { expect, test } from "vitest";
import { readErrorCodes } from "./error-codes.ts";
import { checkHouseRules } from "./house-rules.ts";
import { readExamples, readSource } from "./read-contract.ts";
import { schemaRules } from "./schema-rules.ts";

const written = { contract: readSource(), examples: readExamples(), errorCodes: readErrorCodes() };

/** Each row writes something into a schema, or into a field of it; what it writes as undefined is taken away. */
const cases: { rule: string; breach: string; at: [schema: string, field?: string]; put: object; says: RegExp }[] = [
  {
    rule: "described",
    breach: "a field without a description",
    at: ["Point", "content"],
    put: { description: undefined },
    says: /Point\/properties\/content has no description/,
  },
  ...[undefined, "Text of the point.", "切片的文本", true].map((chinese) => ({
    rule: "described",
    breach: `a field described in Chinese by ${chinese}`,
    at: ["Point", "content"] satisfies [string, string],
    put: { "x-description-zh": chinese },
    says: /Point\/properties\/content needs x-description-zh/,
  })),
  {
    rule: "described",
    breach: "a model described in English alone",
    at: ["DocStatus"],
    put: { "x-description-zh": undefined },
    says: /DocStatus needs x-description-zh/,
  },
  {
    rule: "enumerations-open",
    breach: "a closed enumeration",
    at: ["TaskInfo", "status"],
    put: { enum: ["running"] },
    says: /has `enum`/,
  },
  {
    rule: "enumerations-open",
    breach: "a value without a meaning",
    at: ["TaskInfo", "status"],
    put: { "x-known-values": [{ value: "running" }] },
    says: /without `value`, or without a `meaning`/,
  },
  {
    rule: "enumerations-open",
    breach: "a value that is explained in English alone",
    at: ["TaskInfo", "status"],
    put: { "x-known-values": [{ value: "running", meaning: { en: "Under way." } }] },
    says: /without a `meaning` in Chinese/,
  },
  {
    rule: "units",
    breach: "a time without a unit",
    at: ["Point", "process_time"],
    put: { "x-unit": undefined },
    says: /needs x-unit/,
  },
  {
    rule: "units",
    breach: "an unknown unit",
    at: ["Point", "process_time"],
    put: { "x-unit": "hours" },
    says: /has x-unit hours/,
  },
  {
    rule: "signed-links",
    breach: "a link that is not said to be signed",
    at: ["Point", "video_url"],
    put: { "x-signed-link": undefined },
    says: /Point\/properties\/video_url needs x-signed-link/,
  },
  {
    rule: "signed-links",
    breach: "an unknown word for how a link is signed",
    at: ["Point", "video_url"],
    put: { "x-signed-link": "sometimes" },
    says: /has x-signed-link sometimes/,
  },
  {
    rule: "signed-links",
    breach: "a number that is said to be a signed link",
    at: ["Point", "process_time"],
    put: { "x-signed-link": "always" },
    says: /has x-signed-link always/,
  },
  {
    rule: "json-texts",
    breach: "a JSON text that is not marked",
    at: ["DocInfo", "meta"],
    put: { "x-json-text": undefined },
    says: /DocInfo\/properties\/meta needs x-json-text/,
  },
  {
    rule: "json-texts",
    breach: "a number that is said to be JSON text",
    at: ["DocInfo", "point_num"],
    put: { "x-json-text": true },
    says: /point_num has x-json-text/,
  },
  {
    rule: "numeric-texts",
    breach: "a number or the same as text, not marked",
    at: ["DocInfo", "doc_size"],
    put: { "x-numeric-text": undefined },
    says: /doc_size needs x-numeric-text/,
  },
  {
    rule: "numeric-texts",
    breach: "a text that is said to be numeric",
    at: ["DocInfo", "doc_name"],
    put: { "x-numeric-text": true },
    says: /doc_name has x-numeric-text/,
  },
  {
    rule: "pattern-words",
    breach: "a pattern without words",
    at: ["DocInfoRequest", "collection_name"],
    put: { "x-pattern-words": undefined },
    says: /collection_name needs x-pattern-words/,
  },
  {
    rule: "pattern-words",
    breach: "words without a pattern",
    at: ["DocInfoRequest", "doc_id"],
    put: { "x-pattern-words": "must be an id" },
    says: /doc_id has x-pattern-words and no pattern/,
  },
  {
    rule: "flat",
    breach: "an inline oneOf",
    at: ["DocInfo", "doc_size"],
    put: { oneOf: [{ type: "string" }] },
    says: /has oneOf/,
  },
  {
    rule: "flat",
    breach: "nullable beside $ref",
    at: ["DocInfo", "status"],
    put: { nullable: true },
    says: /beside \$ref/,
  },
  {
    rule: "later-is-optional",
    breach: "a later field required",
    at: ["DocInfo"],
    put: { required: ["doc_id", "doc_hash"] },
    says: /requires doc_hash/,
  },
  {
    rule: "later-is-optional",
    breach: "another x-source",
    at: ["DocInfo", "doc_hash"],
    put: { "x-source": "guess" },
    says: /x-source guess/,
  },
  ...[true, false].map((additionalProperties) => ({
    rule: "objects",
    breach: `additionalProperties: ${additionalProperties}`,
    at: ["TaskInfo"] satisfies [string],
    put: { additionalProperties },
    says: /TaskInfo has additionalProperties: leave it out.*x-free-form/,
  })),
  {
    rule: "objects",
    breach: "fields of what is no object",
    at: ["TaskInfo"],
    put: { type: undefined },
    says: /TaskInfo has properties: it needs `type: object`/,
  },
  {
    rule: "objects",
    breach: "an object that says neither its fields nor that they are free",
    at: ["DocInfo", "labels"],
    put: { "x-free-form": undefined },
    says: /labels needs either properties or x-free-form/,
  },
  {
    rule: "objects",
    breach: "an object that says both",
    at: ["TaskInfo"],
    put: { "x-free-form": true },
    says: /TaskInfo needs either properties or x-free-form/,
  },
  {
    rule: "objects",
    breach: "a text of a free form",
    at: ["Point", "content"],
    put: { "x-free-form": true },
    says: /content has x-free-form: only an object/,
  },
  {
    rule: "envelope",
    breach: "an envelope without request_id",
    at: ["TaskInfoResponse"],
    put: { required: ["code", "message"] },
    says: /does not require request_id/,
  },
];

test.each(cases)("$rule bites: $breach", ({ rule, at: [name, field], put, says }) => {
  const contract: any = structuredClone(written.contract);
  const schema = contract.components.schemas[name];
  Object.assign(field === undefined ? schema : schema.properties[field], put);
  const found = checkHouseRules({ ...written, contract }).filter((finding) => finding.rule === rule);
  expect(found.map(({ pointer, message }) => `${pointer} ${message}`).join("\n")).toMatch(says);
});

test("every rule has a case", () => {
  expect(new Set(cases.map(({ rule }) => rule))).toEqual(new Set(Object.keys(schemaRules)));
});
