import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startMock } from "@viking-kb/mock";
import { afterAll, expect, test } from "vitest";
import type { OperationId } from "../../testing/contract-answer.js";
import { expectAnswer } from "../../testing/expect-answer.js";
import { runServer } from "../../testing/running-server.js";
import { call, type Envelope } from "../../testing/signed-request.js";
import {
  collectionNotExist,
  docNotExist,
  internalError,
  invalidRequest,
  noPermission,
  type Refusal,
  taskNotExist,
  unauthorized,
} from "./refusal.js";

function readSpec(name: string) {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`@viking-kb/spec/${name}`)), "utf8"));
}

const server = await runServer();
const mock = await startMock({ port: 0 });
afterAll(async () => {
  await server.stop();
  await mock.close();
});

interface BusinessCode {
  readonly kind: string;
  readonly code: number;
  readonly status: number;
  readonly message: string;
}

const refusals: Record<string, Refusal> = {
  unauthorized: unauthorized("missing-date"),
  "no-permission": noPermission(),
  "task-not-exist": taskNotExist(),
  "invalid-request": invalidRequest("%s"),
  "collection-not-exist": collectionNotExist(),
  "doc-not-exist": docNotExist(),
  server: internalError(),
};
const codes: BusinessCode[] = readSpec("error-codes.json").business;
test.each(codes.filter(({ kind }) => kind in refusals))("$kind is answered as the table of codes says", (row) => {
  const { kind, code, status, message } = row;
  expect(refusals[kind]?.fields).toMatchObject({ code, status, message });
});
test("There is a refusal for each documented code that this server has a reason for", () => {
  const without = codes.map(({ kind }) => kind).filter((kind) => !(kind in refusals));
  expect(without).toEqual(["success", "rate-limited", "rate-limited"]);
});

interface Example {
  readonly operationId: OperationId;
  readonly name: string;
  readonly request: { readonly value: object };
  readonly response: { readonly value: Envelope };
}

const examples: Example[] = readSpec("examples.json");
const requestFaults = examples.filter(({ response }) =>
  /^invalid request:(?!task not exist)/.test(response.value.message),
);
test("There are documented faults of each operation", () => {
  expect(new Set(requestFaults.map(({ operationId }) => operationId)).size).toBe(4);
});
test.each(requestFaults)("$operationId $name is refused in the documented words", async (example) => {
  const answer = await call(server, example.operationId, example.request.value);
  const { code, message } = example.response.value;
  expectAnswer(example.operationId, answer, { status: 400, code, message });
});

const handbook = { collection_name: "handbook" };
test.each<[OperationId, object | string]>([
  ["getCollectionInfo", { name: 5 }],
  ["getCollectionInfo", { name: "a".repeat(65) }],
  ["getCollectionInfo", { resource_id: 5 }],
  ["getCollectionInfo", { name: null, resource_id: "" }],
  ["getDocInfo", handbook],
  ["getDocInfo", { ...handbook, doc_id: null }],
  ["getDocInfo", { ...handbook, doc_id: "" }],
  ["listPoints", { ...handbook, limit: -2 }],
  ["listPoints", { ...handbook, limit: "10" }],
  ["listPoints", { ...handbook, offset: 0.5 }],
  ["listPoints", { ...handbook, doc_ids: "handbook" }],
  ["listPoints", { ...handbook, doc_ids: ["a", 1] }],
  ["listPoints", { ...handbook, get_attachment_link: 1 }],
  ["getTaskInfo", {}],
  ["getTaskInfo", ""],
  ["getTaskInfo", "[]"],
  ["getTaskInfo", '{"task_id"'],
  ["getTaskInfo", "task not exist"],
  ["getTaskInfo", '\ufeff{"task_id":"running"}'],
])("%s %j is refused in the words of the mock", async (operationId, body) => {
  const [here, there] = await Promise.all([server, mock].map((target) => call(target, operationId, body)));
  expect(here?.body.message).toMatch(/^invalid request:/);
  expect(here?.body.message).toBe(there?.body.message);
});
