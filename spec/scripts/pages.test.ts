import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject, resolvePointer } from "./document.ts";
import { readErrorCodes } from "./error-codes.ts";
import type { KnownValue } from "./open-contract.ts";
import { specFolder } from "./paths.ts";
import { inlineExamples, operationsOf, readExamples, readSource } from "./read-contract.ts";

interface Page {
  operation: string;
  path: string;
  samples: { request: JsonObject; success: JsonObject; failure: JsonObject; table: JsonObject };
  facts: (Fact & { values?: Json[] })[];
  codes: { code: number; status: number; message: string; zh: string }[];
  failedCodes?: number[];
  deviations: (Fact & { reason: string })[];
}

/** What a page says, and the place of the contract that `holds` it, or is a text that `says` it. */
interface Fact {
  page: string;
  pointer: string;
  holds?: Json;
  says?: string;
}

const contract = inlineExamples(readSource());
const errorCodes = readErrorCodes();
const examples = readExamples();
const files = readdirSync(join(specFolder, "pages"));
const pages = files.map((file) => ({
  file,
  page: parse(readFileSync(join(specFolder, "pages", file), "utf8")) as Page,
}));

test("each operation has a page", () => {
  expect(pages.map(({ page }) => page.operation).sort()).toEqual(
    operationsOf(contract)
      .map((o) => o.operationId)
      .sort(),
  );
});

describe.each(pages)("$file", ({ page }) => {
  const definition = operationsOf(contract).find(({ operationId }) => operationId === page.operation)?.definition ?? {};
  const schemaOf = (place: string) =>
    resolvePointer(definition, `#/${place}/content/application~1json/schema`) as JsonObject;

  test("path", () => {
    expect(operationsOf(contract).find(({ operationId }) => operationId === page.operation)?.path).toBe(page.path);
  });

  const walks: [string, JsonObject, string][] = [
    ["request sample", page.samples.request, "requestBody"],
    ["success sample", page.samples.success, "responses/200"],
    ["failure sample", page.samples.failure, "responses/400"],
    ["field table", page.samples.table, "responses/200"],
  ];
  test.each(walks)("every key of the %s stands in the contract", (_title, sample, place) => {
    expect(unknownKeys(sample, schemaOf(place))).toEqual([]);
  });

  test("the documented example holds the sample's values", () => {
    const documented = examples.find(
      ({ operationId, name }) => operationId === page.operation && name === "documented",
    );
    expect(documented?.request.value).toEqual(page.samples.request);
    // Links carry credentials, which the example replaces and the sample here leaves out.
    expect(withoutLinks(documented?.response.value ?? null)).toEqual(withoutLinks(page.samples.success));
  });

  const expectFact = ({ pointer, holds, says }: Fact) => {
    const value = resolvePointer(contract, pointer);
    if (says === undefined) expect(value).toEqual(holds);
    else expect(value).toContain(says);
  };

  test.each(page.facts)("$page", ({ values, ...fact }) => {
    if (values === undefined) return expectFact(fact);
    // A page's values come first and unmarked; what is marked was added later.
    const known = resolvePointer(contract, fact.pointer) as unknown as KnownValue[];
    expect(known.filter((one) => !one["x-source"]).map(({ value }) => value)).toEqual(values);
  });

  test.each(page.codes)("code $code $message", ({ code, status, message, zh }) => {
    const rows = errorCodes.business.filter((row) => row.code === code && row.operations.includes(page.operation));
    expect(rows).toContainEqual(expect.objectContaining({ status, message, meaning: expect.objectContaining({ zh }) }));
    expect(resolvePointer(definition, `#/responses/${status}`)).toBeDefined();
  });

  test("no documented code is missing from the page, none invented", () => {
    const documented = errorCodes.business.filter(
      (row) => row.source !== "later" && row.operations.includes(page.operation),
    );
    expect(documented.map((row) => row.message).sort()).toEqual(page.codes.map((row) => row.message).sort());
  });

  if (page.failedCodes) {
    test("failed_codes", () => {
      const documented = errorCodes.failed.filter((row) => row.source !== "later");
      expect(documented.map((row) => row.code)).toEqual(page.failedCodes);
    });
  }

  test.each(page.deviations)("deviation: $page", ({ reason, ...fact }) => {
    expectFact(fact);
    expect(reason.length).toBeGreaterThan(20);
  });
});

/** Keys of a sample, as paths, that its schema does not describe. */
function unknownKeys(sample: Json, schema: JsonObject, path = ""): string[] {
  const resolved = typeof schema.$ref === "string" ? (resolvePointer(contract, schema.$ref) as JsonObject) : schema;
  if (Array.isArray(sample))
    return sample.flatMap((item) => unknownKeys(item, (resolved.items ?? {}) as JsonObject, path));
  if (!isObject(sample)) return [];
  const properties = (resolved.properties ?? {}) as Record<string, JsonObject>;
  return Object.entries(sample).flatMap(([key, member]) => {
    const property = properties[key];
    return property ? unknownKeys(member, property, `${path}/${key}`) : [`${path}/${key}`];
  });
}

function withoutLinks(value: Json): Json {
  return JSON.parse(JSON.stringify(value, (key, member) => (["url", "attachment_link"].includes(key) ? "" : member)));
}
