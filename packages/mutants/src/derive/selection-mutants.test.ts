import { type Answer, type JsonObject, member, readTriedContract } from "@viking-kb/contract";
import { createModel, owner } from "@viking-kb/model";
import { expect, it } from "vitest";
import { bodyOf, callOf, start } from "../../testing/mutant-calls.js";

const model = createModel();

const { operations } = readTriedContract({ kind: "server", credentials: owner });

async function ask(operationId: string, request: JsonObject): Promise<Answer> {
  const { path = "" } = operations.find((operation) => operation.operationId === operationId) ?? {};
  const { status, body } = model(path, Buffer.from(JSON.stringify(request)), "application/json");
  return { status, headers: {}, bytes: Buffer.from(JSON.stringify(body)) };
}

/** What a mutant answers to a request, before a server that holds the fixtures. */
async function answered(id: string, request: JsonObject): Promise<JsonObject> {
  const [operationId = ""] = id.split("/");
  const answer = await ask(operationId, request);
  const changes = { operationId, body: request, answer, ask: (body: JsonObject) => ask(operationId, body) };
  return bodyOf(await start(id)(callOf("listPoints 200 documented", changes)));
}

const visitors = { collection_name: "visitors" };
const idsOf = (body: JsonObject) =>
  (member(body, "data").point_list as JsonObject[]).map(({ point_id: id }) => String(id));
const last = { ...visitors, offset: 100 };

const rows: { id: string; request: JsonObject; ids: (found: string[]) => unknown; expected: unknown }[] = [
  { id: "order/utf-16", request: last, ids: (found) => found.slice(-2), expected: ["\u{1D41A}-0", "\uFF5A-0"] },
  { id: "order/numeric", request: { ...visitors, limit: 2 }, ids: (found) => found, expected: ["9-0", "10-0"] },
  { id: "order/language", request: last, ids: (found) => found.includes("Zoe-0"), expected: true },
  { id: "page/without-end", request: visitors, ids: (found) => found.length, expected: 114 },
  { id: "page/of-101", request: { ...visitors, limit: -1 }, ids: (found) => found.length, expected: 101 },
  { id: "page/of-99", request: visitors, ids: (found) => found.length, expected: 99 },
  { id: "page/of-99", request: { ...visitors, limit: 100 }, ids: (found) => found.length, expected: 100 },
  {
    id: "page/limit-ignored-with-doc-ids",
    request: { ...visitors, doc_ids: ["visitors"], limit: 1 },
    ids: (found) => found.length,
    expected: 100,
  },
  {
    id: "page/offset-ignored-with-point-ids",
    request: { ...visitors, point_ids: ["Zoe-0"], offset: 1 },
    ids: (found) => found,
    expected: ["Zoe-0"],
  },
  {
    id: "filter/doc-ids-any-case",
    request: { ...visitors, doc_ids: ["zOE"] },
    ids: (found) => found,
    expected: ["Zoe-0"],
  },
  {
    id: "filter/point-ids-trimmed",
    request: { ...visitors, point_ids: [" Zoe-0 "] },
    ids: (found) => found,
    expected: ["Zoe-0"],
  },
  {
    id: "filter/point-ids-prefix",
    request: { ...visitors, point_ids: ["visitors-10"] },
    ids: (found) => found,
    expected: ["visitors-10", "visitors-100", "visitors-101", "visitors-102"],
  },
  {
    id: "filter/doc-ids-pattern",
    request: { ...visitors, doc_ids: ["visitors_1"] },
    ids: (found) => found,
    expected: ["visitors-1-0", "visitors_1-0"],
  },
];
it.each(rows)("listPoints/200/$id answers $request", async ({ id, request, ids, expected }) => {
  expect(ids(idsOf(await answered(`listPoints/200/${id}`, request)))).toEqual(expected);
});

const names: { id: string; request: JsonObject }[] = [
  { id: "getCollectionInfo/400/filter/name-any-case", request: { name: "HANDBOOK" } },
  { id: "getCollectionInfo/400/filter/project-trimmed", request: { name: "handbook", project: " default" } },
  { id: "getDocInfo/400/filter/doc_id-any-case", request: { collection_name: "handbook", doc_id: "HANDBOOK" } },
  { id: "getTaskInfo/400/filter/task_id-any-case", request: { task_id: "XXX" } },
];
it.each(names)("$id finds $request", async ({ id, request }) => {
  expect(await answered(id, request)).toMatchObject({ code: 0 });
});
