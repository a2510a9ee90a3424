import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { staleClientTesting, testingFolder, writeClientTesting } from "./client-testing.ts";
import { projectFolder } from "./paths.ts";

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "viking-kb-testing-"));
  const parts = ["openapi.yaml", "error-codes.yaml", "fixtures.yaml", "examples"].map((part) => `spec/${part}`);
  for (const part of [...parts, testingFolder])
    cpSync(join(projectFolder, part), join(copy, part), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

test("what is committed is what spec/ makes of it", () => {
  expect(staleClientTesting()).toEqual([]);
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
    stale: ["request-rules.ts"],
  },
  {
    title: "a case more",
    edit: () =>
      cpSync(
        join(copy, "spec/examples/getTaskInfo/running.json"),
        join(copy, "spec/examples/getTaskInfo/walking.json"),
      ),
    stale: ["example-name.ts"],
  },
  {
    title: "a fixture",
    edit: () => replace("spec/fixtures.yaml", "percentage: 42", "percentage: 43"),
    stale: ["documented-data.ts"],
  },
  {
    title: "a message of a code",
    edit: () => replace("spec/error-codes.yaml", "message: quota exceeded", "message: too many"),
    stale: ["business-answers.ts"],
  },
  {
    title: "a generated file, by hand",
    edit: () => appendFileSync(join(copy, testingFolder, "request-rules.ts"), "//\n"),
    stale: ["request-rules.ts"],
  },
  {
    title: "a generated file, removed",
    edit: () => rmSync(join(copy, testingFolder, "README.md")),
    stale: ["README.md"],
  },
  {
    title: "a file that nothing generates",
    edit: () => writeFileSync(join(copy, testingFolder, "own.ts"), ""),
    stale: ["own.ts"],
  },
];

test.each(edits)("$title", ({ edit, stale }) => {
  edit();
  expect(staleClientTesting(copy)).toEqual(
    stale.map((name) => expect.stringMatching(new RegExp(`generated/${name} is not .*pnpm generate`))),
  );
  expect(writeClientTesting(copy)).toBe(stale.length > 0);
  expect(staleClientTesting(copy)).toEqual([]);
});
