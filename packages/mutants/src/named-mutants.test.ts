import { readTriedContract, verifyContract } from "@viking-kb/contract";
import { startMock } from "@viking-kb/mock";
import { owner, restricted, startModelServer } from "@viking-kb/model";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deriveMutants } from "./derive/derive-mutants.js";
import { startMutantProxy } from "./mutant-proxy.js";
import { type AnswerFaultName, accessFaultNames, answerFaultNames, faultNames, findMutant } from "./named-mutants.js";

const target = { kind: "mock" } as const;
const contract = readTriedContract(target);
const mutants = deriveMutants(contract, 5_000);

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

/** What Dredd cannot see, even with a schema: only the strict checker stands between these faults and a green run. */
const unseenByDredd = new Set<AnswerFaultName>([
  "wrong-content-type",
  "invalid-utf-8",
  "duplicate-key",
  "wrong-order",
  "short-page",
  "wrong-count",
  "wrong-echo",
]);

/**
 * What is said of a case that each fault breaks. Those of the wire are done to two (operation, status) pairs, which go
 * by how many there are: the case is the first of a pair that has the mutant.
 */
const rows: Record<AnswerFaultName, ({ spoilt: string } | { mutant: string }) & { said: string | RegExp }> = {
  "drop-required-field": { spoilt: "getDocInfo 200 from-tos", said: "/request_id is missing" },
  "wrong-type": { spoilt: "getTaskInfo 200 running", said: "/data/percentage is string; must be integer" },
  "wrong-status": { spoilt: "getDocInfo 400 doc-not-exist", said: "status is 200; expected 400" },
  "wrong-code": { spoilt: "listPoints 400 collection-not-exist", said: "/code is 1000003; expected 1000005" },
  "wrong-message": {
    spoilt: "getTaskInfo 400 invalid-request",
    said: '/message is "invalid request:%s"; expected "invalid request:" and a reason',
  },
  "extra-field": { spoilt: "getTaskInfo 401 unauthorized", said: "/debug is not in the contract" },
  "null-field": { spoilt: "getTaskInfo 200 running", said: "/request_id is null; must be string" },
  "out-of-range": { spoilt: "getTaskInfo 200 failed", said: "/data/percentage is -1; must be >= 0" },
  "unknown-enumeration-value": {
    spoilt: "getCollectionInfo 200 documented",
    said: "/data/pipeline_list/0/pipeline_type must be equal to one of the allowed values: default, user_define",
  },
  "error-with-data": { spoilt: "listPoints 400 no-locator", said: "/data is there; expected none on an error" },
  "wrong-content-type": {
    mutant: "header/content-type-html",
    said: 'content-type is "text/html; charset=utf-8"; expected application/json',
  },
  "byte-order-mark": {
    mutant: "encoding/byte-order-mark",
    said: "body begins with a byte order mark; expected none",
  },
  "invalid-utf-8": { mutant: "encoding/invalid-utf-8", said: "body is not valid UTF-8" },
  "duplicate-key": { mutant: "json/duplicate-code", said: "/code is there twice" },
  truncated: { mutant: "truncation/half", said: /^body is not valid JSON \(\d+ bytes\)$/ },
  "empty-answer": { mutant: "truncation/empty", said: "body is empty; expected a JSON object" },
  "wrong-count": { spoilt: "listPoints 200 doc-ids-empty", said: "/data/count is 1; point_list holds 0" },
  "wrong-order": {
    spoilt: "listPoints 200 second-page",
    said: '/data/point_list/1/point_id is "handbook-2" after "handbook-3"; expected ascending order of bytes',
  },
  "short-page": {
    spoilt: "listPoints 200 text-chunks",
    said: "/data/point_list holds 1; expected 2 (total_num 4, offset 0, limit 2)",
  },
  "wrong-echo": {
    spoilt: "getDocInfo 200 from-tos",
    said: '/data/collection_name is "another_demo_0802_max_doc"; expected "demo_0802_max_doc"',
  },
};

const titleOf = ({ operationId, status, name }: { operationId: string; status: number; name: string }) =>
  `${operationId} ${status} ${name}`;

/** What a run says of a case with a fault put before the mock. */
async function runWith(fault: string, spoilt: string) {
  const server = { url: new URL(mock.url), target, now: () => new Date() };
  const proxy = await startMutantProxy(server, findMutant(fault, mutants));
  const operations = [spoilt.slice(0, spoilt.indexOf(" "))];
  const report = await verifyContract(proxy.url, { target, layers: ["dredd", "strict"], operations });
  await proxy.close();
  return { report, found: report.cases.find((one) => titleOf(one) === spoilt) };
}

/** The first case of a pair that has a mutant. */
function caseWith(mutant: string): string {
  const { id = "" } = mutants.find((one) => one.id.endsWith(`/${mutant}`)) ?? {};
  const pair = id.slice(0, -mutant.length - 1).replace("/", " ");
  return contract.cases.map(titleOf).find((title) => title.startsWith(`${pair} `)) ?? `no case of ${mutant}`;
}

it.each(answerFaultNames)("%s is found", async (fault) => {
  const { said, ...place } = rows[fault];
  const spoilt = "spoilt" in place ? place.spoilt : caseWith(place.mutant);
  const { report, found } = await runWith(fault, spoilt);
  expect(report.kept).toBe(false);
  expect(found?.findings.map(({ at, message }) => `${at} ${message}`)).toContainEqual(
    typeof said === "string" ? said : expect.stringMatching(said),
  );
  expect(found?.dredd === "").toBe(unseenByDredd.has(fault));
});

it.each(accessFaultNames)("%s is a mutant of who may ask", (fault) => {
  expect(findMutant(fault, mutants).id).toBe(fault);
});

it("is found before a server, where it is about who may ask", async () => {
  const server = await startModelServer();
  const target = { kind: "server", credentials: owner, restrictedCredentials: restricted } as const;
  const behind = { url: new URL(server.url), target, now: () => new Date() };
  const proxy = await startMutantProxy(behind, findMutant("existence-first", mutants));
  const run = { target, layers: ["properties"], operations: ["getTaskInfo"], requestsPerOperation: 1 } as const;
  const report = await verifyContract(proxy.url, run);
  await proxy.close();
  await server.close();
  expect(report.layers.flatMap(({ result }) => result.failures.map(({ title }) => title))).toEqual([
    'with the restricted key, a pipeline that is not there is answered "no permission"',
  ]);
});

it("is told by its name", () => {
  expect(() => findMutant("gremlins", mutants)).toThrow(
    `There is no fault "gremlins": take one of ${faultNames.join(", ")}, or the id of a mutant`,
  );
});

it("may be a mutant, by its id", async () => {
  const { report, found } = await runWith("getTaskInfo/200/drop/data.percentage", "getTaskInfo 200 running");
  const broken = report.cases.filter(({ outcome }) => outcome === "failed");
  expect(new Set(broken.map(({ operationId, status }) => `${operationId} ${status}`))).toEqual(
    new Set(["getTaskInfo 200"]),
  );
  expect(found?.findings).toContainEqual({ at: "/data/percentage", message: "is missing" });
});
