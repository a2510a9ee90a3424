import type { JsonObject } from "@viking-kb/contract";
import { answerTo, caseOf } from "@viking-kb/contract/testing/documented-cases";
import { describe, expect, it } from "vitest";
import { callOf, start } from "../../testing/mutant-calls.js";

describe("a mutant that reads requests otherwise", () => {
  const asked = async (id: string, title: string, body?: JsonObject) => {
    const bodies: JsonObject[] = [];
    const ask = async (other: JsonObject) => {
      bodies.push(other);
      return answerTo(caseOf(title));
    };
    await start(id)(callOf(title, { ask, ...(body ? { body, text: JSON.stringify(body) } : {}) }));
    return bodies[0];
  };
  const page = { collection_name: "handbook", offset: 2, limit: 2, doc_ids: ["handbook"] };
  const refused = "listPoints 400 invalid-request";
  const rows: { id: string; title: string; sent: JsonObject | undefined; asked: JsonObject | undefined }[] = [
    {
      id: "listPoints/request/ignored/offset",
      title: "listPoints 200 second-page",
      sent: undefined,
      asked: { collection_name: "handbook", limit: 2, doc_ids: ["handbook"] },
    },
    {
      id: "listPoints/200/page/offset-one-more",
      title: "listPoints 200 second-page",
      sent: undefined,
      asked: { ...page, offset: 3 },
    },
    {
      id: "listPoints/200/filter/doc-ids-null-as-none",
      title: "listPoints 200 doc-ids-null",
      sent: { collection_name: "handbook", doc_ids: null },
      asked: { collection_name: "handbook", doc_ids: [] },
    },
    {
      id: "listPoints/200/filter/doc-ids-empty-as-all",
      title: "listPoints 200 doc-ids-empty",
      sent: undefined,
      asked: { collection_name: "handbook" },
    },
    {
      id: "listPoints/request/unvalidated/limit:maximum",
      title: refused,
      sent: undefined,
      asked: { collection_name: "handbook", limit: 100 },
    },
    {
      id: "listPoints/request/unvalidated/limit:maximum",
      title: refused,
      sent: { collection_name: "handbook", limit: "5" },
      asked: undefined,
    },
    {
      id: "listPoints/request/unvalidated/doc_ids:items",
      title: refused,
      sent: { doc_ids: [1] },
      asked: { doc_ids: ["1"] },
    },
    {
      id: "getDocInfo/request/unvalidated/doc_id:required",
      title: "getDocInfo 400 invalid-request",
      sent: { collection_name: "handbook" },
      asked: { collection_name: "handbook", doc_id: "handbook-2019" },
    },
    {
      id: "listPoints/request/unvalidated/locator:required",
      title: "listPoints 400 no-locator",
      sent: { limit: 1 },
      asked: { limit: 1, collection_name: "handbook" },
    },
  ];
  it.each(rows)("$id on $title", async ({ id, title, sent, asked: expected }) => {
    expect(await asked(id, title, sent)).toEqual(expected);
  });

  const strict: { id: string; title: string; sent: string; refused: boolean }[] = [
    {
      id: "listPoints/request/overstrict/limit:at-its-maximum",
      title: "listPoints 200 limit-zero",
      sent: '{"limit":100}',
      refused: true,
    },
    {
      id: "listPoints/request/overstrict/limit:at-its-maximum",
      title: "listPoints 200 limit-zero",
      sent: '{"limit":99}',
      refused: false,
    },
    {
      id: "listPoints/request/overstrict/limit:10.0",
      title: "listPoints 200 limit-zero",
      sent: '{"limit":10.0}',
      refused: true,
    },
    {
      id: "listPoints/request/overstrict/limit:10.0",
      title: "listPoints 200 limit-zero",
      sent: '{"limit":10}',
      refused: false,
    },
    {
      id: "listPoints/request/overstrict/unknown-member",
      title: "listPoints 200 limit-zero",
      sent: '{"lang":"en"}',
      refused: true,
    },
    {
      id: "getTaskInfo/request/overstrict/pipeline_name:null",
      title: "getTaskInfo 200 running",
      sent: '{"pipeline_name":null}',
      refused: true,
    },
  ];
  it.each(strict)("$id on $title with $sent: $refused", async ({ id, title, sent: text, refused: expected }) => {
    const sent = await start(id)(callOf(title, { text, body: JSON.parse(text) }));
    expect(sent.status).toBe(expected ? 400 : 200);
  });
});
