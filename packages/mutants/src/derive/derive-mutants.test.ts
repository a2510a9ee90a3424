import { type Json, type JsonObject, member, readTriedContract } from "@viking-kb/contract";
import { answerTo, caseOf } from "@viking-kb/contract/testing/documented-cases";
import { describe, expect, it } from "vitest";
import { bodyOf, callOf, mutants, start, variants } from "../../testing/mutant-calls.js";
import { chooseMutants, deriveMutants } from "./derive-mutants.js";

describe("the contract's mutants", () => {
  it("are more than 300, in every operation, status and group, each with an id of its own", () => {
    const ids = mutants.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(300);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of ["getCollectionInfo", "getDocInfo", "listPoints", "getTaskInfo"]) {
      for (const status of [200, 400, 401, 403]) expect(ids.join("\n")).toContain(`${operation}/${status}/`);
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

type Row = [id: string, title: string, steps: string, expected: Json | undefined];
const at = (body: Json | undefined, steps: string) =>
  steps.split(".").reduce<Json | undefined>((value, step) => (value as JsonObject | undefined)?.[step], body);

const bodies: Row[] = [
  ["listPoints/200/drop/data.total_num", "listPoints 200 second-page", "data.total_num", undefined],
  [
    "listPoints/200/drop/data.point_list.*.doc_info.doc_id",
    "listPoints 200 second-page",
    "data.point_list.1.doc_info.doc_id",
    undefined,
  ],
  ["listPoints/200/rename/data.total_num", "listPoints 200 second-page", "data.total", 4],
  ["listPoints/200/null/data.point_list.*.content", "listPoints 200 second-page", "data.point_list.0.content", null],
  ["listPoints/200/retype/data.count:string", "listPoints 200 second-page", "data.count", "2"],
  ["getDocInfo/200/retype/data.is_wiki:integer", "getDocInfo 200 with-meta", "data.is_wiki", 0],
  ["getTaskInfo/200/range/data.percentage:above", "getTaskInfo 200 running", "data.percentage", 101],
  ["getTaskInfo/200/range/data.percentage:below", "getTaskInfo 200 running", "data.percentage", -1],
  ["getTaskInfo/200/unknown-value/data.status", "getTaskInfo 200 running", "data.status", "unheard_of"],
  ["getTaskInfo/200/known-value/data.status", "getTaskInfo 200 running", "data.status", "success"],
  ["getTaskInfo/200/extra/data", "getTaskInfo 200 running", "data.debug", true],
  ["listPoints/200/key-case/data", "listPoints 200 second-page", "data.totalNum", 4],
  ["getDocInfo/200/unit/data.create_time", "getDocInfo 200 with-meta", "data.create_time", 1724848720],
  [
    "listPoints/200/unit/data.point_list.*.process_time",
    "listPoints 200 second-page",
    "data.point_list.0.process_time",
    1724848725000,
  ],
  ["listPoints/400/code/1000005-as-1000003", "listPoints 400 collection-not-exist", "code", 1000003],
  ["getDocInfo/401/code/zero", "getDocInfo 401 unauthorized", "code", 0],
  ["getDocInfo/403/message/capital", "getDocInfo 403 no-permission", "message", "No permission"],
  ["getTaskInfo/400/message/template", "getTaskInfo 400 invalid-request", "message", "invalid request:%s"],
  ["getTaskInfo/403/envelope/error-with-data", "getTaskInfo 403 no-permission", "data", {}],
  ["getTaskInfo/200/envelope/data-missing", "getTaskInfo 200 running", "data", undefined],
  ["getTaskInfo/200/envelope/unwrapped", "getTaskInfo 200 running", "percentage", 42],
  ["listPoints/200/page/one-lost", "listPoints 200 second-page", "data.point_list.length", 1],
  ["listPoints/200/page/last-repeated", "listPoints 200 second-page", "data.point_list.2.point_id", "handbook-3"],
  ["listPoints/200/count/total-is-count", "listPoints 200 second-page", "data.total_num", 2],
  ["listPoints/200/count/count-one-more", "listPoints 200 second-page", "data.count", 3],
  ["listPoints/200/order/reversed", "listPoints 200 second-page", "data.point_list.0.point_id", "handbook-3"],
  [
    "listPoints/200/echo/data.collection_name",
    "listPoints 200 second-page",
    "data.collection_name",
    "another_handbook",
  ],
  ["getTaskInfo/200/contradiction/running-at-100", "getTaskInfo 200 running", "data.percentage", 100],
  ["getDocInfo/200/contradiction/failed-without-code", "getDocInfo 200 failed", "data.status.failed_code", undefined],
  ["listPoints/200/text/cut", "listPoints 200 second-page", "data.point_list.0.content", "Receipts within 30 d"],
];

describe("a mutant of a body", () => {
  it.each(bodies)("%s", async (id, title, steps, expected) => {
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
  const rows: [id: string, title: string, sent: JsonObject | undefined, asked: JsonObject | undefined][] = [
    [
      "listPoints/request/ignored/offset",
      "listPoints 200 second-page",
      undefined,
      { collection_name: "handbook", limit: 2, doc_ids: ["handbook"] },
    ],
    ["listPoints/200/page/offset-one-more", "listPoints 200 second-page", undefined, { ...page, offset: 3 }],
    [
      "listPoints/200/filter/doc-ids-null-as-none",
      "listPoints 200 doc-ids-null",
      { collection_name: "handbook", doc_ids: null },
      { collection_name: "handbook", doc_ids: [] },
    ],
    [
      "listPoints/200/filter/doc-ids-empty-as-all",
      "listPoints 200 doc-ids-empty",
      undefined,
      { collection_name: "handbook" },
    ],
    ["listPoints/request/unvalidated/limit:maximum", refused, undefined, { collection_name: "handbook", limit: 100 }],
    ["listPoints/request/unvalidated/limit:maximum", refused, { collection_name: "handbook", limit: "5" }, undefined],
    ["listPoints/request/unvalidated/doc_ids:items", refused, { doc_ids: [1] }, { doc_ids: ["1"] }],
    [
      "getDocInfo/request/unvalidated/doc_id:required",
      "getDocInfo 400 invalid-request",
      { collection_name: "handbook" },
      { collection_name: "handbook", doc_id: "handbook-2019" },
    ],
    [
      "listPoints/request/unvalidated/locator:required",
      "listPoints 400 no-locator",
      { limit: 1 },
      { limit: 1, collection_name: "handbook" },
    ],
  ];
  it.each(rows)("%s on %s", async (id, title, sent, expected) => {
    expect(await asked(id, title, sent)).toEqual(expected);
  });

  const strict: [id: string, title: string, sent: string, refused: boolean][] = [
    ["listPoints/request/overstrict/limit:at-its-maximum", "listPoints 200 limit-zero", '{"limit":100}', true],
    ["listPoints/request/overstrict/limit:at-its-maximum", "listPoints 200 limit-zero", '{"limit":99}', false],
    ["listPoints/request/overstrict/limit:10.0", "listPoints 200 limit-zero", '{"limit":10.0}', true],
    ["listPoints/request/overstrict/limit:10.0", "listPoints 200 limit-zero", '{"limit":10}', false],
    ["listPoints/request/overstrict/unknown-member", "listPoints 200 limit-zero", '{"lang":"en"}', true],
    ["getTaskInfo/request/overstrict/pipeline_name:null", "getTaskInfo 200 running", '{"pipeline_name":null}', true],
  ];
  it.each(strict)("%s on %s with %s: %s", async (id, title, text, expected) => {
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
