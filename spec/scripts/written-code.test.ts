import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { projectFolder } from "./paths.ts";
import { staleCode, writeCode, writtenFolders } from "./written-code.ts";

/** What the types of the module are made from. */
const models = "packages/client/src/generated/models";
/** What is copied for the client, which depends on nothing. */
const check = "spec/src/request-check.ts";
const testing = "packages/client/src/testing/generated";
const module = "spec/src/generated";

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "viking-kb-testing-"));
  const parts = ["openapi.yaml", "error-codes.yaml", "fixtures.yaml", "examples"].map((part) => `spec/${part}`);
  for (const part of [...parts, check, models, ...Object.keys(writtenFolders)])
    cpSync(join(projectFolder, part), join(copy, part), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

test("what is committed is what spec/ makes of it", () => {
  expect(staleCode()).toEqual([]);
});

const replace = (file: string, from: string, to: string) => {
  const text = readFileSync(join(copy, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
};

const edits: { title: string; edit: () => void; stale: string[] }[] = [
  { title: "nothing changed", edit: () => {}, stale: [] },
  {
    title: "a comment in the contract",
    edit: () => appendFileSync(join(copy, "spec/openapi.yaml"), "# a remark\n"),
    stale: [],
  },
  {
    title: "a description, which no rule holds",
    edit: () => replace("spec/openapi.yaml", "Which collection.", "The collection."),
    stale: [],
  },
  {
    title: "a limit of a request",
    edit: () =>
      replace(
        "spec/openapi.yaml",
        "maximum: 100\n          description: >-\n            How many points",
        "maximum: 50\n          description: >-\n            How many points",
      ),
    stale: [`${module}/operations.ts`, `${testing}/operations.ts`],
  },
  {
    title: "what a known value means",
    edit: () => replace("spec/openapi.yaml", '"Failed for good."', '"Failed."'),
    stale: [`${module}/known-values.ts`],
  },
  {
    title: "what a field holds, in Chinese",
    edit: () => replace("spec/openapi.yaml", "任务进度，0 到 100。", "任务的进度。"),
    stale: [`${module}/field-descriptions.ts`],
  },
  {
    title: "what a field holds that refers to a model",
    edit: () => replace("spec/openapi.yaml", "文档处理到哪一步。", "文档的处理状态。"),
    stale: [`${module}/field-descriptions.ts`],
  },
  {
    title: "the unit of a field",
    edit: () => replace("spec/openapi.yaml", "x-unit: percent", "x-unit: bytes"),
    stale: [`${module}/answer-fields.ts`],
  },
  {
    title: "the check of a request",
    edit: () => appendFileSync(join(copy, check), "//\n"),
    stale: [`${testing}/request-check.ts`],
  },
  {
    title: "a type that openapi-generator writes",
    edit: () => appendFileSync(join(copy, models, "index.ts"), "//\n"),
    stale: [`${module}/models.ts`],
  },
  {
    title: "a case more",
    edit: () =>
      cpSync(
        join(copy, "spec/examples/getTaskInfo/running.json"),
        join(copy, "spec/examples/getTaskInfo/walking.json"),
      ),
    stale: [`${testing}/example-name.ts`],
  },
  {
    title: "a fixture",
    edit: () => replace("spec/fixtures.yaml", "percentage: 42", "percentage: 43"),
    stale: [`${testing}/documented-data.ts`],
  },
  {
    title: "a message of a code",
    edit: () => replace("spec/error-codes.yaml", "message: quota exceeded", "message: too many"),
    stale: [`${module}/business-codes.ts`, `${testing}/business-answers.ts`],
  },
  {
    title: "a generated file, by hand",
    edit: () => appendFileSync(join(copy, testing, "operations.ts"), "//\n"),
    stale: [`${testing}/operations.ts`],
  },
  {
    title: "a generated file, removed",
    edit: () => rmSync(join(copy, module, "README.md")),
    stale: [`${module}/README.md`],
  },
  {
    title: "a file that nothing generates",
    edit: () => writeFileSync(join(copy, module, "own.ts"), ""),
    stale: [`${module}/own.ts`],
  },
];

test.each(edits)("$title", ({ edit, stale }) => {
  edit();
  expect(staleCode(copy)).toEqual(
    stale.map((name) => expect.stringMatching(new RegExp(`^${name} is not .*pnpm generate`))),
  );
  expect(writeCode(copy)).toEqual(stale);
  expect(staleCode(copy)).toEqual([]);
});
