import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readGenerators, staleGenerators } from "./generators.ts";
import { projectFolder } from "./paths.ts";

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "viking-kb-fingerprint-"));
  const parts = ["openapitools.json", "spec/openapi.yaml", "spec/error-codes.yaml", "spec/examples"];
  for (const { output, templates } of readGenerators().generators) parts.push(output, templates);
  for (const part of parts) cpSync(join(projectFolder, part), join(copy, part), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

test("the committed code is what the contract generates", () => {
  expect(staleGenerators()).toEqual([]);
});

const replace = (file: string, from: string, to: string) => {
  const text = readFileSync(join(copy, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
};

const edits: { title: string; edit: () => void; says: RegExp[] }[] = [
  { title: "nothing changed", edit: () => {}, says: [] },
  {
    title: "a comment in the contract",
    edit: () => appendFileSync(join(copy, "spec/openapi.yaml"), "# a remark\n"),
    says: [],
  },
  {
    title: "a limit of the contract",
    edit: () => replace("spec/openapi.yaml", "maximumClockSkewSeconds: 900", "maximumClockSkewSeconds: 901"),
    says: [/auth.* older than the contract.*pnpm generate/, /client.* older than the contract.*pnpm generate/],
  },
  {
    title: "a case of the contract",
    edit: () => replace("spec/examples/getTaskInfo/running.json", '"percentage": 42', '"percentage": 43'),
    says: [],
  },
  ...["examples", "example", "content"].map((name) => ({
    title: `a field that is called ${name}`,
    edit: () =>
      replace(
        "spec/openapi.yaml",
        "        attachment_link:\n",
        `        ${name}: { type: string, x-source: later, description: "Text." }\n        attachment_link:\n`,
      ),
    says: [/auth.* older/, /client.* older/],
  })),
  {
    title: "a constant of the signature",
    edit: () => replace("spec/openapi.yaml", "service: air", "service: sea"),
    says: [/auth.* older/, /client.* older/],
  },
  {
    title: "the hint of success, which no generated line holds",
    edit: () => replace("spec/error-codes.yaml", "en: The result is in data.", "en: See data."),
    says: [],
  },
  {
    title: "a hint that the client shows",
    edit: () => replace("spec/error-codes.yaml", "Send it again a little later", "Try again"),
    says: [/auth.* older/, /client.* older/],
  },
  {
    title: "an option of a generator",
    edit: () =>
      replace(
        "openapitools.json",
        '"output": "packages/client',
        '"skipValidateSpec": true, "output": "packages/client',
      ),
    says: [/client.* older/],
  },
  {
    title: "a template",
    edit: () => appendFileSync(join(copy, "packages/auth/templates/scheme.mustache"), "//\n"),
    says: [/auth\/src\/generated is older .*auth\/templates/],
  },
  {
    title: "a generated file, by hand",
    edit: () => appendFileSync(join(copy, "packages/client/src/generated/models/index.ts"), "//\n"),
    says: [/client\/src\/generated was edited by hand.*pnpm generate/],
  },
  {
    title: "a generated file, removed",
    edit: () => rmSync(join(copy, "packages/client/src/generated/apis/TasksApi.ts")),
    says: [/client\/src\/generated was edited by hand/],
  },
  {
    title: "a fingerprint, removed",
    edit: () => rmSync(join(copy, "packages/auth/src/generated/fingerprint.json")),
    says: [/auth\/src\/generated has no fingerprint\.json/],
  },
];

test.each(edits)("$title", ({ edit, says }) => {
  edit();
  const found = staleGenerators(copy);
  expect(found).toHaveLength(says.length);
  says.forEach((pattern, index) => {
    expect(found[index]).toMatch(pattern);
  });
});
