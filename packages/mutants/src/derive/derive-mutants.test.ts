import { type Json, type JsonObject, readTriedContract } from "@viking-kb/contract";
import { caseOf, pairs } from "@viking-kb/contract/testing/documented-cases";
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
