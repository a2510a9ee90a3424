import { expect, test } from "vitest";
import { runOn } from "../testing/run-on.js";
import type { OasdiffChange } from "./oasdiff.js";

const contract = { openapi: "3.0.3", info: { version: "0.1.0" }, paths: {} };
const ground = { released: contract, working: { ...contract, info: { version: "0.2.0" } } };

/** Stands for oasdiff: it always finds the same. */
const finds = (...changes: OasdiffChange[]) => ({ ...ground, oasdiff: async () => changes });
const required = (operationId: string): OasdiffChange => ({
  id: "response-property-became-required",
  text: "the response property `data` became required for the status `200`",
  level: 1,
  operationId,
});
const added: OasdiffChange = { id: "endpoint-added", text: "endpoint added", level: 1, operation: "POST", path: "/a" };

test("breaking without a reason ends with 1, and the rows to fill in are told", async () => {
  const { code, output } = await runOn(finds(added, required("getDocInfo"), required("listPoints")));
  expect(code).toBe(1);
  expect(output.replaceAll(/[^ ]*(?=(released\.json|reasons\.yaml))/g, "")).toMatchInlineSnapshot(`
    "breaks    getDocInfo, listPoints: the response property \`data\` became required for the status \`200\`
    harmless  POST /a: endpoint added

    3 changed since released.json: 2 breaking, 2 without a reason.

    Take them back, or say why in reasons.yaml, each in a sentence; \`*\` stands for any text:

    - about: "getDocInfo the response property \`data\` became required for the status \`200\`"
      why: 
    - about: "listPoints the response property \`data\` became required for the status \`200\`"
      why: 
    "
  `);
});

test("breaking with a reason, which may be about several, ends with 0", async () => {
  const reasons = "- about: '* the response property `data` became required *'\n  why: It was always sent.\n";
  const { code, output } = await runOn({ ...finds(added, required("getDocInfo"), required("listPoints")), reasons });
  expect(output).toContain("because: It was always sent.\n");
  expect(output).toMatch(/3 changed since .*: 2 breaking, 0 without a reason\.\n$/);
  expect(code).toBe(0);
});

test.each([
  { what: "nothing", changes: [] },
  { what: "something harmless", changes: [added] },
])("a reason for $what ends with 1", async ({ changes }) => {
  const { code, output } = await runOn({ ...finds(...changes), reasons: "- about: '* endpoint added'\n  why: So.\n" });
  expect(output).toMatch(/reasons\.yaml: nothing breaking is about "\* endpoint added": take the row out\.\n$/);
  expect(code).toBe(1);
});

test("harmless ends with 0", async () => {
  const { code, output } = await runOn(finds(added));
  expect(output).toMatch(/^harmless {2}POST \/a: endpoint added\n/);
  expect(code).toBe(0);
});

test("nothing is told as that", async () => {
  const { code, output } = await runOn(finds());
  expect(output).toMatch(/^The contract is .*released\.json, but for words and examples\.\n$/);
  expect(code).toBe(0);
});

const says = "The contracts were not compared: that takes oasdiff, which Go builds. Install Go from https://go.dev/dl.";
test.each([
  { where: "at home", environment: {}, code: 0, errors: `${says}\n` },
  { where: "in CI", environment: { CI: "true" }, code: 2, errors: `error: ${says}\n` },
  {
    where: "for a release",
    environment: {},
    args: ["--release"],
    code: 2,
    errors: `error: ${says} Nothing was released: then run \`pnpm contract:changes --release\` alone.\n`,
  },
])("without Go nothing is compared, and that is told: $where", async ({ code, errors, ...given }) => {
  const run = await runOn({ ...ground, oasdiff: undefined, ...given });
  const after = { released: JSON.stringify(ground.released), reasons: "[]" };
  expect(run).toEqual({ code, output: "", errors, after });
});

test.each([
  { what: "no contract", working: [], says: "working.json: it is no OpenAPI document in JSON." },
  { what: "reasons without a sentence", reasons: "- about: a\n  why: b\n", says: "row 1 must hold what it is `about`" },
])("$what ends with 2", async ({ says, ...given }) => {
  const { code, errors } = await runOn({ ...finds(), ...given });
  expect(errors).toContain(says);
  expect(code).toBe(2);
});

test("a release takes the contract over and the reasons out, but for the comments at their top", async () => {
  const reasons = "# Why.\n\n- about: '* `data` became required *'\n  why: It was always sent.\n";
  const { code, after } = await runOn({ ...finds(required("getDocInfo")), reasons, args: ["--release"] });
  expect([code, JSON.parse(after.released), after.reasons]).toEqual([0, ground.working, "# Why.\n\n[]\n"]);
});

test("nothing that breaks without a reason is released", async () => {
  const { code, after } = await runOn({ ...finds(required("getDocInfo")), args: ["--release"] });
  expect([code, JSON.parse(after.released)]).toEqual([1, ground.released]);
});
