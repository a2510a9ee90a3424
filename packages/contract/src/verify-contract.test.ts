import type { RequestListener } from "node:http";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { startMock } from "@viking-kb/mock";
import { createModel, owner, restricted, startModelServer } from "@viking-kb/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentType, type Edit, text } from "../testing/answer-edits.js";
import { caseCount, cases, operationCount, pairCount, serverCaseCount } from "../testing/documented-cases.js";
import { startEditingProxy } from "../testing/editing-proxy.js";
import { never, startHangingServer, timeoutMilliseconds } from "../testing/hanging-server.js";
import { readFixtureNames } from "./cases/documented-cases.js";
import type { Names } from "./cases/names.js";
import { type CaseReport, summaryLine, type Target, verifyContract } from "./index.js";
import { whatFailed } from "./report/faults.js";

const mock: Target = { kind: "mock" };
const server: Target = { kind: "server", credentials: owner, restrictedCredentials: restricted };
/** Enough to see that a layer runs: what random requests find is tried beside that layer. */
const requestsPerOperation = 4;

let started: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  started = await startMock({ port: 0 });
});
afterAll(() => started.close());

const failures = (cases: readonly CaseReport[]) => cases.filter((one) => whatFailed(one).length > 0);

describe("a target that keeps the contract", () => {
  it("is found to keep it: the mock, every case", async () => {
    const report = await verifyContract(started.url, { target: mock, requestsPerOperation });
    expect(failures(report.cases)).toEqual([]);
    expect(report.cases.flatMap(({ differences }) => differences)).toEqual([]);
    expect(report.kept).toBe(true);
    expect(summaryLine(report)).toBe(
      `${pairCount}/${pairCount} documented pairs, ${caseCount}/${caseCount} cases, 0 failed, 0 skipped, hooks ran ${caseCount} times`,
    );
  });

  it("is found to keep it: a server that verifies signatures, behind a path prefix", async () => {
    const documented = await startModelServer({ prefix: "/behind/a-prefix" });
    const report = await verifyContract(`${documented.url}/`, { target: server, requestsPerOperation });
    await documented.close();
    expect(failures(report.cases)).toEqual([]);
    expect(report.kept).toBe(true);
    expect(summaryLine(report)).toBe(
      `${pairCount}/${pairCount} documented pairs, ${serverCaseCount}/${serverCaseCount} cases, 0 failed, 0 skipped, ${caseCount - serverCaseCount} not tried, hooks ran ${serverCaseCount} times`,
    );
    expect(new Set(report.cases.filter(({ later }) => later).map(({ outcome }) => outcome))).toEqual(
      new Set(["not tried"]),
    );
  });

  const variants: [what: string, edit: Edit, operation?: string][] = [
    ["a charset", contentType("application/json; charset=utf-8")],
    ["white space", text((json) => `\n${JSON.stringify(JSON.parse(json), null, 2)}\n`)],
    ["members in another order", text((json) => json.replace(/^{(.*),("message".*)}$/, "{$2,$1}"))],
    [
      "a replacement character",
      text((json) => json.replace('"description":"', '"description":"\uFFFD')),
      "getCollectionInfo",
    ],
    ["another header", (answer) => ({ ...answer, headers: { ...answer.headers, "x-tt-logid": "0217", etag: '"1"' } })],
    ["another request_id", text((json) => json.replace(/"request_id":"\w+"/, '"request_id":"r-1"'))],
    ["empty pages without a list", text((json) => json.replace(',"point_list":[]', "")), "listPoints"],
  ];
  it.each(variants)("may answer in chunks and with %s", async (_what, edit, operation = "getTaskInfo") => {
    let edited = 0;
    const proxy = await startEditingProxy(started.url, (answer) => {
      const changed = edit(answer);
      if (!isDeepStrictEqual(changed, answer)) edited += 1;
      return changed;
    });
    const report = await verifyContract(proxy.url, { target: mock, operations: [operation], requestsPerOperation });
    await proxy.close();
    expect(edited).toBeGreaterThan(0);
    expect(failures(report.cases)).toEqual([]);
    expect(report.kept).toBe(true);
  });
});

it("tells where an answer that keeps the contract is not the documented one", async () => {
  const edit = text((json) => json.replace('"percentage":42', '"percentage":43'));
  const proxy = await startEditingProxy(started.url, edit);
  const report = await verifyContract(proxy.url, { target: mock, operations: ["getTaskInfo"], layers: ["strict"] });
  await proxy.close();
  const different = report.cases.filter(({ differences }) => differences.length > 0);
  expect(report.kept).toBe(true);
  expect(different.map(({ name, differences }) => [name, differences])).toEqual([
    ["failed", [{ path: ["data", "percentage"], kind: "value", documented: 42, actual: 43 }]],
    ["running", [{ path: ["data", "percentage"], kind: "value", documented: 42, actual: 43 }]],
  ]);
});

describe("a target that breaks the contract", () => {
  it("accepts the signature of any secret", async () => {
    const careless = await startModelServer({ lets: () => true });
    const report = await verifyContract(careless.url, { target: server, layers: ["dredd", "strict"] });
    await careless.close();
    const unauthorized = report.cases.filter(({ status }) => status === 401);
    expect(unauthorized.map(whatFailed)).toEqual(
      Array(operationCount).fill(["status is 200; expected 401", "/code is 0; expected 1000001"]),
    );
    expect(report.kept).toBe(false);
  });

  it("refuses the right key: nothing can be said of it", async () => {
    const documented = await startModelServer();
    const credentials = { ...owner, secretAccessKey: "another-secret" };
    const run = verifyContract(documented.url, { target: { kind: "server", credentials } });
    await expect(run).rejects.toThrow(/^The server refuses this key or its signature in every operation: check /);
    await expect(run).rejects.not.toThrow("another-secret");
    await documented.close();
  });

  it("is left no case to be tried with: nothing can be said of it", async () => {
    const documented = await startModelServer();
    const lacking = [...readFixtureNames(cases)].map(([kind, byName]) => [
      kind,
      Object.fromEntries([...byName.keys()].map((name) => [name, null])),
    ]);
    const names: Names = Object.fromEntries(lacking);
    await expect(verifyContract(documented.url, { target: server, names, layers: ["properties"] })).rejects.toThrow(
      "No case with an answer of success is left to try: say how resources of yours are called (--names).",
    );
    const one = { target: server, names, layers: ["properties"], operations: ["getTaskInfo"] } as const;
    const report = await verifyContract(documented.url, one);
    await documented.close();
    expect({ kept: report.kept, checks: report.layers[0]?.result.checks }).toEqual({ kept: false, checks: 0 });
  });

  it("holds nothing of what the cases name: nothing can be said of it", async () => {
    const holdsNothing = (path: string) => ({
      status: 400,
      body: path.endsWith("/task/info")
        ? { code: 1000003, message: "invalid request:task not exist" }
        : { code: 1000005, message: "collection not exist" },
    });
    const empty = await startModelServer({ answer: holdsNothing });
    const run = verifyContract(empty.url, { target: server });
    await expect(run).rejects.toThrow(
      /^The server holds nothing that the cases name: fill it with what @viking-kb\/spec\/fixtures.yaml declares /,
    );
    await empty.close();
  });

  it("hangs up", async () => {
    const { url } = await startHangingServer("/task/info", (_request, response) => response.destroy());
    const report = await verifyContract(url, { target: mock, timeoutMilliseconds, requestsPerOperation });
    const tasks = report.cases.filter(({ operationId }) => operationId === "getTaskInfo");
    expect(tasks.map(whatFailed)).toEqual(tasks.map(() => ["answer did not come: socket hang up"]));
    expect(summaryLine(report)).toContain(`0/${pairCount} documented pairs, 0/${caseCount} cases, ${caseCount} failed`);
  });

  /** Sends 1 MiB after the other, for as long as somebody reads. */
  const floods: RequestListener = (_request, response) => {
    const write = () => response.write(Buffer.alloc(1024 * 1024, " "), (error) => error || write());
    write();
  };
  const late = `nothing more within ${timeoutMilliseconds} ms`;
  const endless: { what: string; listener: RequestListener; said: string }[] = [
    { what: "never answers", listener: never, said: late },
    {
      what: "begins to answer and never ends",
      listener: (request, response) => response.write("{", () => setImmediate(() => never(request, response))),
      said: late,
    },
    {
      what: "sends more than anybody reads",
      listener: floods,
      said: "more than 32 MiB, which is the most that is read",
    },
  ];
  it.each(endless)("$what: is waited for once, by all layers together", async ({ listener, said }) => {
    const { url, bodies } = await startHangingServer("/task/info", listener);
    const report = await verifyContract(url, { target: mock, timeoutMilliseconds, requestsPerOperation });
    const tasks = report.cases.filter(({ operationId }) => operationId === "getTaskInfo");
    expect(bodies).toHaveLength(2);
    expect(tasks.map(({ outcome }) => outcome)).toEqual(
      tasks.map((_one, index) => (index === 0 ? "failed" : "skipped")),
    );
    expect(tasks.map(whatFailed)).toEqual(tasks.map(() => [`not tried since an earlier answer was given up: ${said}`]));
    expect(tasks[0]?.dredd).toContain(`no answer: ${said}`);
    const untried = report.layers.map(({ result }) =>
      result.failures.find(({ title }) => /could not be tried/.test(title)),
    );
    expect(untried.map((failure) => failure?.findings)).toEqual(
      report.layers.map(() => [{ at: "not tried", message: `since an earlier answer was given up: ${said}` }]),
    );
    expect(report.kept).toBe(false);
  });

  it("answers each second request with 429: what is said of it counts neither as kept nor as broken", async () => {
    const model = createModel();
    let requests = 0;
    const limiting = await startModelServer({
      answer(...request) {
        requests += 1;
        const limited = { code: 1000029, message: "too many requests" };
        return requests % 2 === 0 ? { status: 429, body: limited } : model(...request);
      },
    });
    const report = await verifyContract(limiting.url, { target: server, requestsPerOperation });
    await limiting.close();
    const failures = report.layers.flatMap(({ result }) => result.failures);
    expect(failures.length).toBeGreaterThan(report.layers.length);
    expect(
      failures.map(({ title }) => title).filter((title) => !/^\d+ requests? could not be tried$/.test(title)),
    ).toEqual([]);
    expect(failures[0]?.findings).toEqual([
      { at: "not tried", message: "since it was answered 429: too many requests" },
      { at: "not tried", message: "send fewer a second (--rate), or give the server a higher quota, and run it again" },
    ]);
    const outcomes = new Set(report.cases.filter(({ later }) => !later).map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(["passed", "skipped"]));
    expect(report.layers.map(({ result }) => result.outcome)).toEqual(["broken", "broken", "broken"]);
  });

  it("answers 20,000 levels deep", async () => {
    const deep = `{"code":0,"message":"success","data":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const proxy = await startEditingProxy(
      started.url,
      text(() => deep),
    );
    const report = await verifyContract(proxy.url, { target: mock, operations: ["getTaskInfo"], requestsPerOperation });
    await proxy.close();
    const said = "body is nested more than 100 levels deep, and is read no further";
    expect(report.cases.filter(({ outcome }) => outcome === "failed").map(whatFailed)).toContainEqual([said]);
    const told = report.layers.map(({ result }) =>
      result.failures.map(({ findings }) => `${findings.at(-1)?.at} ${findings.at(-1)?.message}`),
    );
    expect(told.map((sentences) => [...new Set(sentences)])).toEqual(report.layers.map(() => [said]));
  });
});

const halfRuns: [hooks: string, summary: string][] = [
  [
    "no-hooks",
    `0/${pairCount} documented pairs, 0/${caseCount} cases, 0 failed, ${caseCount} skipped, hooks ran 0 times`,
  ],
  [
    "one-case-less",
    `${pairCount}/${pairCount} documented pairs, ${caseCount - 1}/${caseCount} cases, 0 failed, 1 skipped, hooks ran ${caseCount - 1} times`,
  ],
];
it.each(halfRuns)("takes a run with %s for no proof", async (hooks, summary) => {
  const hookFile = join(import.meta.dirname, `../testing/${hooks}.cjs`);
  const report = await verifyContract(started.url, { target: mock, layers: ["dredd"], hookFile });
  expect(report.kept).toBe(false);
  expect(summaryLine(report)).toBe(summary);
});
