import { expect, test } from "vitest";
import type { JsonObject } from "./document.ts";
import { readErrorCodes } from "./error-codes.ts";
import { knownValuesOf, toOpenContract } from "./open-contract.ts";
import { inlineExamples, readSource } from "./read-contract.ts";
import { referencePages, toReferenceContract } from "./reference-contract.ts";
import { schemasOf } from "./schemas.ts";

const source = inlineExamples(readSource());
const errorCodes = readErrorCodes();
const { business, failed, otherFailed } = errorCodes;
const texts = [
  ...business.flatMap(({ meaning, hint }) => [meaning, hint]),
  ...[...failed, otherFailed].flatMap(({ meaning, advice, hint }) => [meaning, advice, hint]),
];
const values = [...schemasOf(source)].flatMap(({ schema }) => knownValuesOf(schema) ?? []);

test.each([
  { language: "en", other: "zh" },
  { language: "zh", other: "en" },
] as const)("the page in $language has each text of codes and values in it, and leads to the other", (row) => {
  const { language, other } = row;
  const page = toReferenceContract(source, errorCodes, language);
  const description = (page.info as JsonObject).description as string;
  for (const text of texts) expect.soft(description).toContain(text[language]);
  for (const { code } of [...business, ...failed]) expect.soft(description).toContain(`- \`${code}\``);
  expect(description).toContain(`(${referencePages[other]})`);
  const descriptions = [...schemasOf(page)].map(({ schema }) => String(schema.description));
  for (const { value, meaning } of values)
    expect.soft(descriptions.some((text) => text.includes(`- \`${value}\`: ${meaning[language]}`))).toBe(true);
  for (const { meaning } of values) expect.soft(descriptions.join()).not.toContain(`: ${meaning[other]}`);
  const described = [...schemasOf(page)].filter(({ schema }) => schema.description !== undefined);
  const isChinese = (text: unknown) => /\p{Script=Han}/u.test(String(text));
  for (const { schema, pointer } of described)
    expect.soft([pointer, isChinese(schema.description)]).toEqual([pointer, language === "zh"]);
});

test("but for these, the pages show the published contract", () => {
  const published = toOpenContract(source, errorCodes);
  const page = toReferenceContract(source, errorCodes, "en");
  expect({ ...page, info: published.info }).toEqual(published);
  const withoutDescriptions = (contract: JsonObject) =>
    JSON.parse(JSON.stringify(contract, (name, value) => (name === "description" ? undefined : value)));
  expect(withoutDescriptions(toReferenceContract(source, errorCodes, "zh"))).toEqual(withoutDescriptions(published));
});
