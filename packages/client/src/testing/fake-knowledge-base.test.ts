import { verifyRequest } from "@viking-kb/auth";
import { expect, test } from "vitest";
import { createKnowledgeBase, type KnowledgeBase } from "../index.js";
import { createFakeKnowledgeBase, type FakeData } from "./index.js";

const data: FakeData = {
  collections: [
    {
      collection_name: "faq",
      documents: [
        {
          doc_id: "handbook",
          doc_name: "Handbook.MD",
          points: Array.from({ length: 12 }, (_, index) => `Text ${index}`),
        },
        { doc_id: "scan", status: { process_status: 1, failed_code: 30001 } },
        { doc_id: "queued", steps: [{ status: { process_status: 2 } }, { status: { process_status: 0 } }] },
      ],
    },
    { collection_name: "faq", project: "other", resource_id: "kb-other", description: "The other one" },
    { collection_name: "budget", project: "finance", resource_id: "kb-budget" },
  ],
  tasks: [
    { task_id: "done", file: "content" },
    { task_id: "secret", project: "finance" },
    { task_id: "going", steps: [{ status: "running", percentage: 40 }, { status: "success" }] },
  ],
  forbiddenProjects: ["finance"],
};

const located = { collection_name: "faq" };
const calls: { title: string; call: (kb: KnowledgeBase) => Promise<unknown>; gives: unknown }[] = [
  {
    title: "a collection has counters, a resource_id and a project",
    call: (kb) => kb.collections.info({ name: "faq" }),
    gives: {
      collection_name: "faq",
      description: "",
      doc_num: 3,
      project: "default",
      resource_id: "kb-default-faq",
      pipeline_list: [{ pipeline_stat: { doc_num: 3, finish_doc_num: 2, success_doc_num: 1, point_num: 12 } }],
    },
  },
  {
    title: "the same name in another project",
    call: (kb) => kb.collections.info({ name: "faq", project: "other" }),
    gives: { description: "The other one" },
  },
  {
    title: "resource_id alone decides",
    call: (kb) => kb.collections.info({ name: "nowhere", resource_id: "kb-other", project: "finance" }),
    gives: { description: "The other one" },
  },
  {
    title: "an empty project is the default one",
    call: (kb) => kb.docs.info({ ...located, doc_id: "handbook", project: "" }),
    gives: { doc_name: "Handbook.MD", doc_type: "md", point_num: 12, create_time: 1_735_689_600_000 },
  },
  {
    title: "a failed document",
    call: (kb) => kb.docs.info({ ...located, doc_id: "scan" }),
    gives: { status: { failed_code: 30001 } },
  },
  {
    title: "points in the order of their bytes",
    call: async (kb) => (await kb.points.list({ ...located, limit: 4 })).point_list?.map((point) => point.point_id),
    gives: ["handbook-0", "handbook-1", "handbook-10", "handbook-11"],
  },
  {
    title: "an empty doc_ids",
    call: (kb) => kb.points.list({ ...located, doc_ids: [] }),
    gives: { total_num: 0, count: 0, point_list: [] },
  },
  {
    title: "doc_ids null",
    call: (kb) => kb.points.list({ ...located, doc_ids: null }),
    gives: { total_num: 12, count: 12 },
  },
  {
    title: "limit 0",
    call: (kb) => kb.points.list({ ...located, limit: 0 }),
    gives: { total_num: 12, count: 0, point_list: [] },
  },
  {
    title: "past the end",
    call: (kb) => kb.points.list({ ...located, offset: 12 }),
    gives: { total_num: 12, count: 0 },
  },
  {
    title: "doc_ids and point_ids intersect",
    call: (kb) => kb.points.list({ ...located, doc_ids: ["scan", "handbook"], point_ids: ["handbook-3", "nowhere"] }),
    gives: { total_num: 1, point_list: [{ content: "Text 3", doc_info: { doc_id: "handbook", source: "tos_fe" } }] },
  },
  {
    title: "a task's link",
    call: (kb) => kb.tasks.info({ task_id: "done" }),
    gives: { status: "success", percentage: 100, attachment_link: "https://knowledge-base.example/files/done.zip" },
  },
];

test.each(calls)("$title", async ({ call, gives }) => {
  const answer = await call(createFakeKnowledgeBase(data));
  if (Array.isArray(gives)) expect(answer).toEqual(gives);
  else expect(answer).toMatchObject(gives as object);
});

const refusals: {
  title: string;
  call: (kb: KnowledgeBase) => Promise<unknown>;
  kind: string;
  code: number;
  says?: string;
}[] = [
  {
    title: "no such collection",
    call: (kb) => kb.collections.info({ name: "nowhere" }),
    kind: "collection-not-exist",
    code: 1_000_005,
  },
  {
    title: "no such project",
    call: (kb) => kb.collections.info({ name: "faq", project: "nowhere" }),
    kind: "collection-not-exist",
    code: 1_000_005,
  },
  {
    title: "a forbidden project, by name",
    call: (kb) => kb.collections.info({ name: "nowhere", project: "finance" }),
    kind: "no-permission",
    code: 1_000_002,
  },
  {
    title: "a forbidden project, by resource_id",
    call: (kb) => kb.collections.info({ resource_id: "kb-budget" }),
    kind: "collection-not-exist",
    code: 1_000_005,
  },
  {
    title: "[] still checks the collection",
    call: (kb) => kb.points.list({ collection_name: "nowhere", doc_ids: [] }),
    kind: "collection-not-exist",
    code: 1_000_005,
  },
  {
    title: "no such document",
    call: (kb) => kb.docs.info({ ...located, doc_id: "nowhere" }),
    kind: "doc-not-exist",
    code: 1_001_001,
  },
  {
    title: "no such pipeline",
    call: (kb) => kb.docs.info({ ...located, doc_id: "scan", pipeline_name: "a" }),
    kind: "invalid-request",
    code: 1_000_003,
    says: "pipeline_name",
  },
  {
    title: "no such task",
    call: (kb) => kb.tasks.info({ task_id: "nowhere" }),
    kind: "task-not-exist",
    code: 1_000_003,
  },
  {
    title: "a task of another pipeline",
    call: (kb) => kb.tasks.info({ task_id: "done", pipeline_name: "a" }),
    kind: "task-not-exist",
    code: 1_000_003,
  },
  {
    title: "a task of a forbidden project",
    call: (kb) => kb.tasks.info({ task_id: "secret" }),
    kind: "no-permission",
    code: 1_000_002,
  },
  {
    title: "a limit above 100",
    call: (kb) => kb.points.list({ ...located, limit: 101 }),
    kind: "invalid-request",
    code: 1_000_003,
    says: "limit: must be <= 100",
  },
  {
    title: "a field that the contract does not have",
    call: (kb) => kb.points.list({ ...located, document_ids: ["handbook"] } as never),
    kind: "invalid-request",
    code: 1_000_003,
    says: "document_ids: listPoints has no such field",
  },
];

test.each(refusals)("$title", async ({ call, kind, code, says = "" }) => {
  const error = await call(createFakeKnowledgeBase(data)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind, code, message: expect.stringContaining(says) });
});

test("a field that the contract does not have passes where that is wanted", async () => {
  const fake = createFakeKnowledgeBase(data, { allowUnknownFields: true });
  expect(await fake.points.list({ ...located, document_ids: ["scan"] } as never)).toMatchObject({ total_num: 12 });
});

test("requests are recorded as they were sent", async () => {
  const fake = createFakeKnowledgeBase(data);
  await fake.points.list({ ...located, doc_ids: null });
  await fake.docs.info({ ...located, doc_id: "nowhere" }).catch(() => {});
  expect(fake.requests).toEqual([
    { operation: "listPoints", body: { collection_name: "faq", doc_ids: null } },
    { operation: "getDocInfo", body: { collection_name: "faq", doc_id: "nowhere" } },
  ]);
});

test("what changes step by step", async () => {
  const fake = createFakeKnowledgeBase(data);
  const states = async (read: () => Promise<unknown>) => [await read(), await read(), await read()];
  expect(await states(async () => (await fake.tasks.info({ task_id: "going" })).status)).toEqual([
    "running",
    "success",
    "success",
  ]);
  const processed = async () => (await fake.docs.info({ ...located, doc_id: "queued" })).status.process_status;
  expect(await states(processed)).toEqual([2, 0, 0]);
  fake.setData({});
  await expect(processed()).rejects.toMatchObject({ kind: "collection-not-exist" });
});

const doubles: FakeData[] = [
  { collections: [{ collection_name: "a" }, { collection_name: "a" }] },
  {
    collections: [
      { collection_name: "a", resource_id: "kb-1" },
      { collection_name: "b", resource_id: "kb-1" },
    ],
  },
  { collections: [{ collection_name: "a", documents: [{ doc_id: "d" }, { doc_id: "d" }] }] },
  {
    collections: [
      { collection_name: "a", documents: [{ doc_id: "d", points: [{ point_id: "p" }, { point_id: "p" }] }] },
    ],
  },
  { tasks: [{ task_id: "t" }, { task_id: "t" }] },
];
test.each(doubles)("what stands twice is refused: %j", (doubled) => {
  expect(() => createFakeKnowledgeBase(doubled)).toThrow(/twice/);
});

const unfit: { data: unknown; says: string }[] = [
  { data: [], says: "data are an object, like { collections:" },
  { data: { docs: [] }, says: "There is no part of the fake's data `docs`; there are collections, tasks" },
  { data: { collections: {} }, says: "a list at collections; given was {}" },
  { data: { collections: ["faq"] }, says: 'an object with a collection_name at collections[0]; given was "faq"' },
  { data: { collections: [{ name: "faq" }] }, says: "a text at collections[0].collection_name; given was undefined" },
  { data: { collections: [{ collection_name: "faq", docs: [] }] }, says: "did you mean `documents`?" },
  { data: { collections: [{ collection_name: "faq", documents: [{}] }] }, says: "collections[0].documents[0].doc_id" },
  {
    data: { collections: [{ collection_name: "faq", documents: [{ doc_id: "d", points: ["a", 1] }] }] },
    says: "a text or an object at collections[0].documents[0].points[1]; given was 1",
  },
  { data: { tasks: [{ id: "t" }] }, says: "a text at tasks[0].task_id" },
  { data: { forbiddenProjects: [1] }, says: "a text at forbiddenProjects[0]; given was 1" },
];
test.each(unfit)("data that say nothing to it are refused: $data", ({ data, says }) => {
  // As JavaScript has it.
  const given = data as FakeData;
  expect(() => createFakeKnowledgeBase(given)).toThrow(TypeError);
  expect(() => createFakeKnowledgeBase().setData(given)).toThrow(says);
});

test("what it is sent is signed, and reaches it from a client of one's own", async () => {
  const fake = createFakeKnowledgeBase(data);
  const seen: Request[] = [];
  const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
  const kb = createKnowledgeBase({
    credentials,
    fetch: (input, init) => {
      seen.push(new Request(input, init));
      return fake.fetch(input, init);
    },
  });
  await kb.tasks.info({ task_id: "done" });
  const [request] = seen;
  const verification = await verifyRequest(
    {
      method: "POST",
      target: new URL(request?.url ?? "").pathname,
      headers: [["host", new URL(request?.url ?? "").host], ...(request?.headers ?? [])],
      body: new TextEncoder().encode(await request?.text()),
    },
    { lookUpKey: () => credentials },
  );
  expect(verification).toMatchObject({ ok: true });
});

test("a request that no operation takes is an error that names those there are", async () => {
  const { fetch } = createFakeKnowledgeBase();
  await expect(fetch("https://any.example/api/knowledge/search", { method: "POST" })).rejects.toThrow(
    /does not know POST .*search: there are POST .*collection\/info/,
  );
});
