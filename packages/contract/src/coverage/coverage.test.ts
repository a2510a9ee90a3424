import { describe, expect, it } from "vitest";
import { answerTo, cases, operationCount, pairCount, pairs } from "../../testing/documented-cases.js";
import type { Json, JsonObject } from "../json.js";
import { businessCodes } from "../strict-contract.js";
import type { Exchange } from "../target/answer.js";
import { coveredOf, formatCoverage, measureCoverage, percentOf, whyNotReached } from "./measure-coverage.js";
import { branchesOf, seenIn } from "./schema-branches.js";

const object: JsonObject = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string" },
    state: { type: "string", enum: ["on", "off"] },
    flag: { type: "boolean", nullable: true },
    size: { anyOf: [{ type: "integer" }, { type: "string" }] },
    list: { type: "array", items: { type: "object", properties: { part: { type: "integer" } } } },
  },
};

describe("the branches of a schema", () => {
  it("are its values, types, presences and lengths", () => {
    expect(branchesOf(object)).toEqual([
      "/state there",
      "/state absent",
      '/state is "on"',
      '/state is "off"',
      "/flag there",
      "/flag absent",
      "/flag null",
      "/flag is true",
      "/flag is false",
      "/size there",
      "/size absent",
      "/size is integer",
      "/size is string",
      "/list there",
      "/list absent",
      "/list empty",
      "/list one",
      "/list many",
      "/list/*/part there",
      "/list/*/part absent",
    ]);
  });

  const values: [what: string, value: Json, seen: string[]][] = [
    ["nothing optional", { id: "a" }, ["/state absent", "/flag absent", "/size absent", "/list absent"]],
    [
      "each once",
      { id: "a", state: "on", flag: null, size: 1, list: [{ part: 1 }] },
      [
        "/state there",
        '/state is "on"',
        "/flag there",
        "/flag null",
        "/size there",
        "/size is integer",
        "/list there",
        "/list one",
        "/list/*/part there",
      ],
    ],
    [
      "the others",
      { id: "a", state: "gone", flag: true, size: "1", list: [{}, {}] },
      [
        "/state there",
        "/flag there",
        "/flag is true",
        "/size there",
        "/size is string",
        "/list there",
        "/list many",
        "/list/*/part absent",
      ],
    ],
    [
      "an empty list",
      { id: "a", list: [] },
      ["/state absent", "/flag absent", "/size absent", "/list there", "/list empty"],
    ],
    ["another type", [], []],
    ["null", null, []],
  ];
  it.each(values)("are seen in %s", (_what, value, seen) => {
    const branches = new Set(branchesOf(object));
    const found = seenIn(value, object).filter((branch) => branches.has(branch));
    expect([...new Set(found)].sort()).toEqual([...seen].sort());
  });
});

describe("what is covered", () => {
  it("is told apart from what is explained and what is missing", () => {
    const covered = coveredOf(["a", "b", "c", "d"], new Set(["a", "x"]), [{ about: "b", why: "never" }], ["e"]);
    expect(covered).toEqual({
      total: 4,
      seen: 1,
      missing: ["c", "d"],
      explained: [{ about: "b", why: "never" }],
      notTried: ["e"],
    });
    expect(percentOf(covered)).toBeCloseTo(33.33, 1);
  });

  it("is explained by its whole name alone", () => {
    const [own, deeper] = ["/list/*/size absent", "/list/*/part/size absent"];
    const explained = (about: string) =>
      coveredOf([own, deeper], new Set(), [{ about, why: "so" }]).explained.map((row) => row.about);
    expect([own, deeper, "*", "/list/*"].map(explained)).toEqual([[own], [deeper], [], []]);
  });
});

const codeCount = businessCodes.flatMap(({ status, operations }) =>
  pairs.filter((pair) => !pair.later && pair.status === status && operations.includes(pair.operationId)),
).length;
const exchanges = cases.map(
  (documented): Exchange => ({
    operationId: documented.operationId,
    requestBody: JSON.stringify(documented.request),
    answer: answerTo(documented),
    documented,
    kept: true,
  }),
);
const selected = cases.map((documented) => ({ documented, notTried: documented.later ? "only a mock" : "" }));
const measure = (seen: readonly Exchange[], options: object = {}) =>
  measureCoverage({
    pairs,
    cases: selected,
    exchanges: seen,
    explained: [],
    ...options,
  });

describe("coverage", () => {
  it("counts operations, statuses, business codes and examples", () => {
    const { operations, statuses, codes, examples } = measure(exchanges);
    for (const all of [operations, statuses, codes, examples]) expect(all.missing).toEqual([]);
    expect([operations.total, statuses.total, codes.total]).toEqual([operationCount, pairCount, codeCount]);
    expect(examples.notTried).toHaveLength(cases.filter(({ later }) => later).length);
  });

  it("counts nothing that broke the contract, and names it", () => {
    const { statuses, codes, examples } = measure(
      exchanges.map((one) => ({ ...one, kept: one.documented?.name !== "task-not-exist" })),
    );
    expect(statuses.missing).toEqual([]);
    expect(codes.missing).toEqual(["getTaskInfo 1000003 invalid request:task not exist"]);
    expect(examples.missing).toEqual(["getTaskInfo 400 task-not-exist"]);
  });

  it("counts no branch of a request that is refused", () => {
    const refused = exchanges.filter(({ answer }) => answer.status !== 200);
    const shown = measure(refused).branches;
    expect(refused.length).toBeGreaterThan(0);
    expect(shown.missing.filter((branch) => branch.includes(" request "))).toEqual(
      measure([]).branches.missing.filter((branch) => branch.includes(" request ")),
    );
  });

  it("counts no answer of a status that only a mock can be made to give for a success", () => {
    const later = exchanges.filter(({ documented }) => documented?.later);
    const { operations, statuses, codes, branches } = measure(later);
    expect(later.length).toBeGreaterThan(0);
    expect([operations, statuses, codes, branches].map(({ seen }) => seen)).toEqual([0, 0, 0, 0]);
  });

  it("counts no answer for a success whose code is that of another status", () => {
    const [first] = exchanges.filter(({ answer }) => answer.status === 200);
    if (first === undefined) throw new Error("There is no success.");
    const body = Buffer.from('{"code":1000029,"message":"too many requests","request_id":"02"}');
    const { operations, codes } = measure([{ ...first, answer: { ...first.answer, bytes: body } }]);
    expect([operations.seen, codes.seen]).toEqual([0, 0]);
  });

  it("takes what was sent without a body, or without sense, as it is", () => {
    const [first] = exchanges;
    if (first === undefined) throw new Error("There are no cases.");
    const odd = {
      ...first,
      documented: undefined,
      requestBody: "{",
      answer: { ...first.answer, bytes: Buffer.from("[]") },
    };
    expect(measure([odd]).branches.seen).toBe(0);
  });

  const half = measure(exchanges).branches;
  const share = percentOf(half);
  const gates: [what: string, options: object, reached: boolean | undefined][] = [
    ["none is asked for", {}, undefined],
    ["it is enough", { percent: Math.floor(share) }, true],
    ["it is not", { percent: Math.ceil(share) }, false],
    ["the rest is explained", { percent: 100, explained: half.missing.map((about) => ({ about, why: "so" })) }, true],
    [
      "what is seen is explained",
      { percent: 0, explained: [{ about: 'getTaskInfo 200 /data/status is "running"', why: "so" }] },
      false,
    ],
    [
      "what is not there is explained",
      { percent: 0, explained: [{ about: "getTaskInfo 200 /data/colour absent", why: "so" }] },
      false,
    ],
    ["all is explained at once", { percent: 0, explained: [{ about: "*", why: "so" }] }, false],
  ];
  it.each(gates)("is reached or not where %s", (_what, options, reached) => {
    expect(measure(exchanges, options).gate?.reached).toBe(reached);
  });

  it("is a compact table that names what is missing, all of it where the gate is not reached", () => {
    const lines = formatCoverage(measure(exchanges));
    expect(lines.slice(0, 4)).toEqual([
      "coverage",
      `operations       ${operationCount}/${operationCount}      100.0 %`,
      `statuses         ${pairCount}/${pairCount}    100.0 %`,
      `business codes   ${codeCount}/${codeCount}    100.0 %`,
    ]);
    expect(lines.at(-1)).toMatch(/^ {4}and \d+ more, which --json names$/);
    expect(lines.filter((line) => line.startsWith("    get"))).toHaveLength(5);
    const all = formatCoverage(measure(exchanges, { percent: 100 }));
    expect(all).toEqual(expect.arrayContaining(half.missing.map((name) => `    ${name}`)));
    expect(all.at(-1)).toBe("    below the 100 % of schema branches that were asked for");
  });

  const idle = { about: "getTaskInfo 200 /data/colour absent", why: "so" };
  const below = "below the 100 % of schema branches that were asked for";
  const remove = "remove from the explanations what is seen or not in the contract: it fails the run";
  const reasons: [what: string, options: object, told: string[]][] = [
    ["none is asked for", { explained: [idle] }, []],
    ["it is enough", { percent: 0 }, []],
    ["it is not", { percent: 100 }, [below]],
    ["an explanation explains nothing", { percent: 0, explained: [idle] }, [remove]],
    ["both are so", { percent: 100, explained: [idle] }, [below, remove]],
  ];
  it.each(reasons)("tells why it is not reached, and nothing else, where %s", (_what, options, told) => {
    const coverage = measure(exchanges, options);
    expect(whyNotReached(coverage)).toEqual(told);
    expect(formatCoverage(coverage).filter((line) => /^ {4}(below|remove) /.test(line))).toEqual(
      told.map((line) => `    ${line}`),
    );
  });
});
