import { startMock } from "@viking-kb/mock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { whatFailed } from "./format-report.js";
import { type FaultName, faultNames, startFaultyProxy, verifyContract } from "./index.js";

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

/** What Dredd cannot see, even with a schema: only the strict checker stands between these faults and a green run. */
const unseenByDredd = new Set<FaultName>([
  "wrong-content-type",
  "invalid-utf-8",
  "duplicate-key",
  "wrong-order",
  "short-page",
]);

/** A case that each fault breaks, and what is said of it. */
const rows: Record<FaultName, [title: string, said: string]> = {
  "drop-required-field": ["getDocInfo 200 from-tos", "/request_id is missing"],
  "wrong-type": ["getTaskInfo 200 running", "/data/percentage is string; must be integer"],
  "wrong-status": ["getDocInfo 400 doc-not-exist", "status is 200; expected 400"],
  "wrong-code": ["listPoints 400 collection-not-exist", "/code is 1000003; expected 1000005"],
  "wrong-message": [
    "getTaskInfo 400 invalid-request",
    '/message is "invalid request:%s"; expected "invalid request:" and a reason',
  ],
  "extra-field": ["getTaskInfo 401 unauthorized", "/debug is not in the contract"],
  "null-field": ["getTaskInfo 403 no-permission", "/request_id is null; must be string"],
  "out-of-range": ["getTaskInfo 200 failed", "/data/percentage is -1; must be >= 0"],
  "unknown-enumeration-value": [
    "getCollectionInfo 200 documented",
    "/data/pipeline_list/0/pipeline_type must be equal to one of the allowed values: default, user_define",
  ],
  "error-with-data": ["listPoints 400 no-locator", "/data is there; expected none on an error"],
  "wrong-content-type": ["getDocInfo 200 deleting", 'content-type is "text/html"; expected application/json'],
  "byte-order-mark": ["getDocInfo 200 failed", "body begins with a byte order mark; expected none"],
  "invalid-utf-8": ["getTaskInfo 200 documented", "body is not valid UTF-8"],
  "duplicate-key": ["listPoints 500 internal-error", "/code is there twice"],
  truncated: ["listPoints 200 limit-zero", "body is not valid JSON (88 bytes)"],
  "empty-answer": ["listPoints 429 rate-limited", "body is empty; expected a JSON object"],
  "wrong-count": ["listPoints 200 doc-ids-empty", "/data/count is 1; point_list holds 0"],
  "wrong-order": [
    "listPoints 200 second-page",
    '/data/point_list/1/point_id is "handbook-2" after "handbook-3"; expected ascending order of bytes',
  ],
  "short-page": ["listPoints 200 text-chunks", "/data/point_list holds 1; expected 2 (total_num 4, offset 0, limit 2)"],
  "wrong-echo": [
    "getDocInfo 200 from-tos",
    '/data/collection_name is "another_collection"; expected "demo_0802_max_doc"',
  ],
};

it.each(faultNames)("%s is found", async (fault) => {
  const proxy = await startFaultyProxy(mock.url, fault, { kind: "mock" });
  const [title, said] = rows[fault];
  const operations = [title.slice(0, title.indexOf(" "))];
  const report = await verifyContract(proxy.url, { target: { kind: "mock" }, layers: ["dredd", "strict"], operations });
  await proxy.close();
  const spoilt = report.cases.find((one) => `${one.operationId} ${one.status} ${one.name}` === title);
  expect(report.kept).toBe(false);
  expect(spoilt && whatFailed(spoilt)).toContain(said);
  expect(spoilt?.dredd === "").toBe(unseenByDredd.has(fault));
});

it("is told by its name", async () => {
  await expect(startFaultyProxy(mock.url, "gremlins", { kind: "mock" })).rejects.toThrow(
    `There is no fault "gremlins": take one of ${faultNames.join(", ")}, or the id of a mutant`,
  );
});

it("may be a mutant, by its id", async () => {
  const proxy = await startFaultyProxy(mock.url, "getTaskInfo/200/drop/data.percentage", { kind: "mock" });
  const only = { layers: ["strict"], operations: ["getTaskInfo"] } as const;
  const report = await verifyContract(proxy.url, { target: { kind: "mock" }, ...only });
  await proxy.close();
  const broken = report.cases.filter(({ outcome }) => outcome === "failed");
  expect(broken.map(({ operationId, status }) => `${operationId} ${status}`)).toContain("getTaskInfo 200");
  expect(broken.flatMap(whatFailed)).toContain("/data/percentage is missing");
});
