import { type Json, type JsonObject, member, readTriedContract } from "@viking-kb/contract";
import { answerTo, caseOf, pairs } from "@viking-kb/contract/testing/documented-cases";
import { describe, expect, it } from "vitest";
import { bodyOf, callOf, mutants, start, variants } from "../../testing/mutant-calls.js";
import { chooseMutants, deriveMutants } from "./derive-mutants.js";

describe("the contract's mutants", () => {
  it("are more than 300, in every operation, status and group, each with an id of its own", () => {
    const ids = mutants.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(300);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, status } of pairs.filter(({ later }) => !later)) {
      expect(ids.join("\n")).toContain(`${operationId}/${status}/`);
    }
  });

  it("are the same each time", () => {
    const again = deriveMutants(readTriedContract({ kind: "mock" }), 1_000);
    expect(again.map(({ id }) => id)).toEqual(mutants.map(({ id }) => id));
  });

  it("are told in one line each", () => {
    for (const { description } of mutants) expect(description).toMatch(/^\S.*\S$/);
  });

  it("have at least 20 harmless variants beside them", () => {
    expect(new Set(variants.map(({ id }) => id)).size).toBeGreaterThanOrEqual(20);
  });
});

type Row = { id: string; title: string; steps: string; expected: Json | undefined };
const at = (body: Json | undefined, steps: string) =>
  steps.split(".").reduce<Json | undefined>((value, step) => (value as JsonObject | undefined)?.[step], body);

const bodies: Row[] = [
  {
    id: "listPoints/200/drop/data.total_num",
    title: "listPoints 200 second-page",
    steps: "data.total_num",
    expected: undefined,
  },
  {
    id: "listPoints/200/drop/data.point_list.*.doc_info.doc_id",
    title: "listPoints 200 second-page",
    steps: "data.point_list.1.doc_info.doc_id",
    expected: undefined,
  },
  { id: "listPoints/200/rename/data.total_num", title: "listPoints 200 second-page", steps: "data.total", expected: 4 },
  {
    id: "listPoints/200/null/data.point_list.*.content",
    title: "listPoints 200 second-page",
    steps: "data.point_list.0.content",
    expected: null,
  },
  {
    id: "listPoints/200/retype/data.count:string",
    title: "listPoints 200 second-page",
    steps: "data.count",
    expected: "2",
  },
  {
    id: "getDocInfo/200/retype/data.is_wiki:integer",
    title: "getDocInfo 200 with-meta",
    steps: "data.is_wiki",
    expected: 0,
  },
  {
    id: "getTaskInfo/200/range/data.percentage:above",
    title: "getTaskInfo 200 running",
    steps: "data.percentage",
    expected: 101,
  },
  {
    id: "getTaskInfo/200/range/data.percentage:below",
    title: "getTaskInfo 200 running",
    steps: "data.percentage",
    expected: -1,
  },
  {
    id: "getTaskInfo/200/unknown-value/data.status",
    title: "getTaskInfo 200 running",
    steps: "data.status",
    expected: "unheard_of",
  },
  {
    id: "getTaskInfo/200/known-value/data.status",
    title: "getTaskInfo 200 running",
    steps: "data.status",
    expected: "success",
  },
  { id: "getTaskInfo/200/extra/data", title: "getTaskInfo 200 running", steps: "data.debug", expected: true },
  { id: "listPoints/200/key-case/data", title: "listPoints 200 second-page", steps: "data.totalNum", expected: 4 },
  {
    id: "getDocInfo/200/unit/data.create_time",
    title: "getDocInfo 200 with-meta",
    steps: "data.create_time",
    expected: 1724848720,
  },
  {
    id: "listPoints/200/unit/data.point_list.*.process_time",
    title: "listPoints 200 second-page",
    steps: "data.point_list.0.process_time",
    expected: 1724848725000,
  },
  {
    id: "listPoints/400/code/1000005-as-1000003",
    title: "listPoints 400 collection-not-exist",
    steps: "code",
    expected: 1000003,
  },
  { id: "getDocInfo/401/code/zero", title: "getDocInfo 401 unauthorized", steps: "code", expected: 0 },
  {
    id: "getDocInfo/403/message/capital",
    title: "getDocInfo 403 no-permission",
    steps: "message",
    expected: "No permission",
  },
  {
    id: "getTaskInfo/400/message/template",
    title: "getTaskInfo 400 invalid-request",
    steps: "message",
    expected: "invalid request:%s",
  },
  {
    id: "getTaskInfo/403/envelope/error-with-data",
    title: "getTaskInfo 403 no-permission",
    steps: "data",
    expected: {},
  },
  { id: "getTaskInfo/200/envelope/data-missing", title: "getTaskInfo 200 running", steps: "data", expected: undefined },
  { id: "getTaskInfo/200/envelope/unwrapped", title: "getTaskInfo 200 running", steps: "percentage", expected: 42 },
  {
    id: "listPoints/200/page/one-lost",
    title: "listPoints 200 second-page",
    steps: "data.point_list.length",
    expected: 1,
  },
  {
    id: "listPoints/200/page/last-repeated",
    title: "listPoints 200 second-page",
    steps: "data.point_list.2.point_id",
    expected: "handbook-3",
  },
  {
    id: "listPoints/200/count/total-is-count",
    title: "listPoints 200 second-page",
    steps: "data.total_num",
    expected: 2,
  },
  { id: "listPoints/200/count/count-one-more", title: "listPoints 200 second-page", steps: "data.count", expected: 3 },
  {
    id: "listPoints/200/order/reversed",
    title: "listPoints 200 second-page",
    steps: "data.point_list.0.point_id",
    expected: "handbook-3",
  },
  {
    id: "listPoints/200/echo/data.collection_name",
    title: "listPoints 200 second-page",
    steps: "data.collection_name",
    expected: "another_handbook",
  },
  {
    id: "getTaskInfo/200/contradiction/running-at-100",
    title: "getTaskInfo 200 running",
    steps: "data.percentage",
    expected: 100,
  },
  {
    id: "getDocInfo/200/contradiction/failed-without-code",
    title: "getDocInfo 200 failed",
    steps: "data.status.failed_code",
    expected: undefined,
  },
  {
    id: "listPoints/200/text/cut",
    title: "listPoints 200 second-page",
    steps: "data.point_list.0.content",
    expected: "Receipts within 30 d",
  },
];

describe("a mutant of a body", () => {
  it.each(bodies)("$id", async ({ id, title, steps, expected }) => {
    const call = callOf(title);
    const sent = bodyOf(await start(id)(call));
    expect(at(sent, steps)).toEqual(expected);
    expect(at(caseOf(title).response, steps)).not.toEqual(expected);
  });

  it("leaves an answer as it is where there is nothing to change", async () => {
    const call = callOf("listPoints 200 limit-zero");
    expect(await start("listPoints/200/drop/data.point_list.*.content")(call)).toBe(call.answer);
    expect(await start("listPoints/400/drop/code")(call)).toBe(call.answer);
  });
});

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

describe("a mutant that lets anybody ask", () => {
  const good = answerTo(caseOf("getDocInfo 200 with-meta"));
  const signed = (id: string) =>
    `HMAC-SHA256 Credential=${id}/20240828/cn-beijing/air/request, SignedHeaders=host;x-date, Signature=${"0".repeat(64)}`;
  const rows: [detail: string, headers: Record<string, string>, passes: boolean][] = [
    ["ignored", {}, true],
    ["presence-alone", {}, false],
    ["presence-alone", { authorization: "any" }, true],
    ["well-formed-alone", { authorization: "any" }, false],
    ["well-formed-alone", { authorization: signed("AKLTNOBODY") }, true],
    ["key-alone", { authorization: signed("AKLTNOBODY") }, false],
    ["key-alone", { authorization: signed("AKLTOWNER") }, true],
    ["missing-allowed", { authorization: "any" }, false],
    ["missing-allowed", {}, true],
    ["bearer-allowed", { authorization: "Bearer abc" }, true],
    ["body-not-covered", { "x-content-sha256": "0".repeat(64) }, true],
    ["any-time", { "x-date": "20200101T000000Z" }, true],
  ];
  it.each(rows)("%s with %j: %s", async (detail, headers, passes) => {
    const call = callOf("getDocInfo 401 unauthorized", { headers }, good);
    const sent = await start(`getDocInfo/access/authentication/${detail}`)(call);
    expect(sent).toBe(passes ? good : call.answer);
  });

  it("or lets every key read everything", async () => {
    const call = callOf("getDocInfo 403 no-permission", {}, good);
    expect(await start("getDocInfo/access/permission/ignored")(call)).toBe(good);
  });
});

describe("a mutant with a memory", () => {
  const titles = ["listPoints 200 second-page", "listPoints 200 limit-zero", "listPoints 200 doc-ids-empty"];
  const answers = async (detail: string) => {
    const behave = start(`listPoints/state/state/${detail}`);
    const sent = [];
    for (const title of titles) sent.push(await behave(callOf(title)));
    return sent;
  };
  const documented = titles.map((title) => caseOf(title).response);
  const totals = documented.map((response) => member(response, "data").total_num);

  it("gives the answer before", async () => {
    const sent = (await answers("answer-before")).map((answer) => member(bodyOf(answer), "data").total_num);
    expect(sent).toEqual([totals[0], totals[0], totals[1]]);
  });
  it("gives every answer the same request_id", async () => {
    const ids = (await answers("request-id-constant")).map((answer) => bodyOf(answer).request_id);
    expect(new Set(ids)).toEqual(new Set([documented[0]?.request_id]));
  });
  it("fails every third time", async () => {
    expect((await answers("fails-every-third")).map(({ status }) => status)).toEqual([200, 200, 500]);
  });
  it("caches by collection, under a new request_id", async () => {
    const sent = (await answers("cached-by-collection")).map(bodyOf);
    expect(sent.map((body) => member(body, "data").total_num)).toEqual([totals[0], totals[0], totals[0]]);
    expect(sent.map(({ request_id }) => request_id)).toEqual(documented.map(({ request_id }) => request_id));
  });
  it("begins anew each time it is started", async () => {
    await answers("answer-before");
    const [first] = await answers("answer-before");
    expect(first && member(bodyOf(first), "data").total_num).toBe(totals[0]);
  });
});

describe("a harmless variant", () => {
  const withoutQueries = (body: JsonObject): JsonObject =>
    JSON.parse(JSON.stringify(body).replace(/(https:[^"?]*)\?[^"]*/g, "$1"));
  const [plain, withLinks] = ["listPoints 200 doc-ids-absent", "listPoints 200 attachment"];
  it.each(variants.map(({ id }) => id))("%s says the same", async (id) => {
    const title = id.includes("links") ? withLinks : plain;
    const call = callOf(title);
    const sent = await start(id)(call);
    expect(sent).not.toBe(call.answer);
    const { request_id: _own, ...own } = withoutQueries(bodyOf(sent));
    const { request_id: _documented, ...documented } = withoutQueries(caseOf(title).response);
    expect(own).toEqual(documented);
    expect(sent.status).toBe(200);
  });

  it("signs each link anew, in each answer", async () => {
    const behave = start("harmless/links-signed-anew");
    const links = [await behave(callOf(withLinks)), await behave(callOf(withLinks))].flatMap((answer) =>
      Array.from(JSON.stringify(bodyOf(answer)).matchAll(/https:[^"]*/g), ([link]) => link),
    );
    expect(links.length).toBeGreaterThan(1);
    expect(new Set(links).size).toBe(links.length);
  });
});

it("takes all, or those whose ids hold a text", () => {
  expect(chooseMutants(mutants, {})).toEqual(mutants);
  const pages = chooseMutants(mutants, { filter: "listPoints/200/page/" });
  expect(new Set(pages.map(({ group }) => group))).toEqual(new Set(["page"]));
  expect(() => chooseMutants(mutants, { filter: "gremlins" })).toThrow('No mutant\'s id holds "gremlins"');
});

it("samples the same each time, in order, with something of each group", () => {
  const groups = new Set(mutants.map(({ group }) => group));
  const sample = chooseMutants(mutants, { sample: 60 });
  expect(sample).toHaveLength(60);
  expect(sample).toEqual(chooseMutants(mutants, { sample: 60 }));
  expect(new Set(sample.map(({ group }) => group))).toEqual(groups);
  expect(sample).toEqual(mutants.filter((mutant) => sample.includes(mutant)));
  expect(chooseMutants(mutants, { sample: 5 })).toHaveLength(5);
});
