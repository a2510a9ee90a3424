import { fileURLToPath } from "node:url";
import { type Report, readExplanations, summaryLine, targetOf, verifyContract } from "@viking-kb/contract";
import { startMock } from "@viking-kb/mock";
import { businessCodes, operations } from "@viking-kb/spec";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findUnexplainedDifferences, readServerExplanations } from "../testing/explained-differences.js";
import { startFixtureServer } from "../testing/fixture-server.js";

let server: Awaited<ReturnType<typeof startFixtureServer>>;
let run: Report;
beforeAll(async () => {
  server = await startFixtureServer();
  const { keyOf, url } = server;
  run = await verifyContract(url, {
    target: { kind: "server", credentials: keyOf("reader"), restrictedCredentials: keyOf("restricted") },
    coverage: 95,
    explained: await readExplanations(fileURLToPath(new URL("../unreachable-branches.yaml", import.meta.url))),
  });
}, 300_000);
afterAll(() => server.close());

/** Statuses that no server can be made to answer. */
const outOfReach = ["429", "500"];
const pairs = Object.values(operations)
  .flatMap(({ codes }) => Object.keys(codes))
  .filter((status) => !outOfReach.includes(status)).length;
const passed = new RegExp(
  `^${pairs}/${pairs} documented pairs, (\\d+)/\\1 cases, 0 failed, 0 skipped, \\d+ not tried, hooks ran \\1 times$`,
);

describe("the contract, tried on the server with the fixtures", () => {
  it("is kept in all documented pairs, none skipped", () => {
    expect(run.cases.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(summaryLine(run)).toMatch(passed);
    expect(run.kept).toBe(true);
  });

  it("is kept by every layer, each of which was run", () => {
    expect(run.layers.flatMap(({ result }) => result.failures)).toEqual([]);
    expect(new Set(run.layers.map(({ result }) => result.outcome))).toEqual(new Set(["kept"]));
  });

  it("is exercised as a whole: what is not seen is explained, and seen are 95 % of its branches", () => {
    const { statuses, codes, examples, branches, stale } = run.coverage;
    expect([run.coverage.operations, statuses, codes, examples, branches].flatMap(({ missing }) => missing)).toEqual(
      [],
    );
    expect([run.coverage.operations.seen, statuses.seen]).toEqual([Object.keys(operations).length, pairs]);
    expect(branches.seen / branches.total).toBeGreaterThanOrEqual(0.95);
    expect(stale).toEqual([]);
  });

  it("leaves untried what no server can be made to answer, and nothing else", () => {
    const notTried = run.cases.filter(({ outcome }) => outcome === "not tried");
    expect(new Set(notTried.map(({ status }) => String(status)))).toEqual(new Set(outOfReach));
  });

  const codes = businessCodes
    .filter((row) => !("source" in row && row.source === "later"))
    .flatMap(({ code, operations }) => operations.map((operation): [string, number] => [operation, code]));
  it.each(codes)("covers what the pages document: %s %i", (operation, code) => {
    const found = run.cases.filter((one) => one.operationId === operation && one.code === code);
    expect(found.map(({ outcome }) => outcome)).toContain("passed");
  });

  it("needs no second key: the project decides too", async () => {
    const again = await verifyContract(server.url, {
      target: { kind: "server", credentials: server.keyOf("reader") },
      layers: ["dredd", "strict"],
    });
    expect(summaryLine(again)).toMatch(passed);
  });
});

describe("the contract, tried on the server with a quota", () => {
  // So few a second that a busy machine uses them up, too.
  it("is kept in the cases of 429 too, and in all others as ever", { timeout: 300_000 }, async () => {
    const limiting = await startFixtureServer({ requestsPerSecond: 20 });
    const { accessKeyId, secretAccessKey } = limiting.keyOf("reader");
    const environment = { VIKING_KB_ACCESS_KEY_ID: accessKeyId, VIKING_KB_SECRET_ACCESS_KEY: secretAccessKey };
    const { target } = await targetOf({ quota: 20 }, environment);
    const limited = await verifyContract(limiting.url, { target, layers: ["dredd", "strict"] });
    await limiting.close();
    expect(limited.layers.flatMap(({ result }) => result.failures)).toEqual([]);
    const tooMany = limited.cases.filter(({ status }) => status === 429);
    expect(tooMany.map(({ operationId, outcome }) => `${operationId} ${outcome}`)).toEqual(
      Object.keys(operations).map((operationId) => `${operationId} passed`),
    );
    expect(limited.kept).toBe(true);
  });
});

describe("server and mock", () => {
  it("differ where contract-differences.yaml explains it, and nowhere else", async () => {
    expect(findUnexplainedDifferences(run.cases, await readServerExplanations())).toEqual([]);
  });

  it("are compared by what is documented, which the mock answers to the letter", async () => {
    const mock = await startMock({ port: 0 });
    const { kept, cases } = await verifyContract(mock.url, { target: { kind: "mock" }, layers: ["strict"] });
    await mock.close();
    expect(kept).toBe(true);
    expect(cases.flatMap(({ differences }) => differences)).toEqual([]);
  });
});
