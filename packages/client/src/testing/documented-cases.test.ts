import { type Mock, startMock } from "@viking-kb/mock";
import examples from "@viking-kb/spec/examples.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "./generated/operations.js";
import { createFakeKnowledgeBase, type OperationId } from "./index.js";

/** Where the documentation pages' samples contradict each other; apps/server/contract-differences.yaml says how. */
const contradictory: Record<string, string[]> = {
  "getCollectionInfo documented": ["pipeline_list"],
  "getCollectionInfo indexes-in-each-state": ["pipeline_list"],
  "getDocInfo documented": ["doc_id", "point_num"],
  "listPoints documented": ["collection_name", "point_list"],
};
/** Optional members that the fake always answers with, and the documented samples sometimes. */
const optional: Record<string, string[]> = { getCollectionInfo: ["doc_num", "project", "resource_id"] };

const post = (fetch: typeof globalThis.fetch, url: string, body: unknown, headers: Record<string, string>) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const signed = { authorization: "any" };

describe.each(examples)("$operationId $name", ({ operationId, name, status, request, response }) => {
  test("the fake answers as documented", async () => {
    const fake = createFakeKnowledgeBase();
    const documented = response.value as { code: number; message: string; data?: Record<string, unknown> };
    if (status === 429 || status === 500) fake.failNext({ code: documented.code });
    const { path } = operations[operationId as OperationId];
    const answer = await post(fake.fetch, `https://any.example${path}`, request.value, status === 401 ? {} : signed);
    const { data, ...envelope } = await answer.json();

    expect([answer.status, envelope.code, envelope.message]).toEqual([status, documented.code, documented.message]);
    expect(envelope.request_id).toMatch(/^02\d{51}$/);
    const ignored = [...(contradictory[`${operationId} ${name}`] ?? []), ...(optional[operationId] ?? [])];
    for (const member of ignored) expect(data?.[member]).not.toBe(null);
    expect(without(data, ignored)).toEqual(without(documented.data, ignored));
  });
});

/** Also without the counter that newer answers alone have. */
function without(data: Record<string, unknown> | undefined, members: readonly string[]): unknown {
  if (data === undefined) return undefined;
  const kept = Object.fromEntries(Object.entries(data).filter(([name]) => !members.includes(name)));
  return JSON.parse(JSON.stringify(kept, (name, value) => (name === "success_doc_num" ? undefined : value)));
}

const located = { collection_name: "handbook" };
const requests: { operation: OperationId; title: string; body: unknown }[] = [
  ...[-2, 101, 1.5, "10", true, {}].map((limit) => ({ title: `limit ${JSON.stringify(limit)}`, body: { limit } })),
  ...[-1, 0, 1, 100, 10.0, null].map((limit) => ({ title: `limit ${limit}`, body: { limit } })),
  ...[-1, 2 ** 53, 0.5, "0"].map((offset) => ({ title: `offset ${JSON.stringify(offset)}`, body: { offset } })),
  ...[0, null, 2 ** 53 - 1].map((offset) => ({ title: `offset ${offset}`, body: { offset } })),
  ...["a", {}, [1], [null], ["a", 1], Array(101).fill("a")].map((ids, row) => ({
    title: `ids ${row}`,
    body: { doc_ids: ids },
  })),
  ...[[], null, ["a"], Array(100).fill("a")].map((ids, row) => ({
    title: `ids that fit ${row}`,
    body: { doc_ids: ids },
  })),
  ...["a", [1]].map((ids, row) => ({ title: `point_ids ${row}`, body: { point_ids: ids } })),
  ...["true", 1].map((flag) => ({ title: `get_attachment_link ${flag}`, body: { get_attachment_link: flag } })),
].map(({ title, body }) => ({ operation: "listPoints", title, body: { ...located, ...body } }));
requests.push(
  ...["1a", "a-b", "a b", "é", "a".repeat(65), 1, "", null].map((name) => ({
    operation: "getCollectionInfo" as const,
    title: `name ${JSON.stringify(name).slice(0, 12)}`,
    body: { name },
  })),
  { operation: "getCollectionInfo", title: "collection_name instead", body: located },
  { operation: "getCollectionInfo", title: "both empty", body: { name: "", resource_id: "" } },
  { operation: "getDocInfo", title: "an empty doc_id", body: { ...located, doc_id: "" } },
  { operation: "getDocInfo", title: "doc_id null", body: { ...located, doc_id: null } },
  { operation: "getDocInfo", title: "no doc_id", body: located },
  { operation: "getTaskInfo", title: "a numeric task_id", body: { task_id: 1 } },
  { operation: "getTaskInfo", title: "an array", body: [] },
  { operation: "getTaskInfo", title: "a text", body: "task_id" },
);

describe("a request breaks the contract for the fake where it does for the mock", () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({ port: 0 });
  });
  afterAll(() => mock.close());

  test.each(requests)("$operation, $title", async ({ operation, body }) => {
    const fake = createFakeKnowledgeBase(undefined, { allowUnknownFields: true });
    const { path } = operations[operation];
    const [ours, theirs] = await Promise.all(
      [fake.fetch, globalThis.fetch].map(async (fetch) => {
        const answer = await post(fetch, `${mock.url}${path}`, body, signed);
        const { code, message } = await answer.json();
        // The mock gives documented answers to any valid request; the fake may refuse one by its data.
        if (code !== 1_000_003) return "valid";
        return { status: answer.status, field: /^invalid request:([^:]+):/.exec(message)?.[1] };
      }),
    );
    expect(ours).toEqual(theirs);
  });
});
