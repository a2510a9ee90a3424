import { expect, it } from "vitest";
import type { Json } from "../json.js";
import { compareAnswers, type Difference } from "./differences.js";

const rows: [what: string, documented: Json, actual: Json, differences: Difference[]][] = [
  ["the same", { a: [1, null, { b: "" }] }, { a: [1, null, { b: "" }] }, []],
  ["another order of members", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ["an integer with a fraction of zero", 1, 1.0, []],
  ["another value", { a: 1 }, { a: 2 }, [{ path: ["data", "a"], kind: "value", documented: 1, actual: 2 }]],
  ["another type", { a: 1 }, { a: "1" }, [{ path: ["data", "a"], kind: "type", documented: 1, actual: "1" }]],
  ["null for an object", { a: {} }, { a: null }, [{ path: ["data", "a"], kind: "type", documented: {}, actual: null }]],
  ["a list for an object", {}, [], [{ path: ["data"], kind: "type", documented: {}, actual: [] }]],
  ["a member less", { a: null }, {}, [{ path: ["data", "a"], kind: "missing", documented: null }]],
  ["a member more", {}, { a: null }, [{ path: ["data", "a"], kind: "extra", actual: null }]],
  [
    "a member with the name of an object's own",
    {},
    { constructor: 1 },
    [{ path: ["data", "constructor"], kind: "extra", actual: 1 }],
  ],
  ["an item less", [1, 2], [1], [{ path: ["data", 1], kind: "missing", documented: 2 }]],
  [
    "items in another order",
    [1, 2],
    [2, 1],
    [
      { path: ["data", 0], kind: "value", documented: 1, actual: 2 },
      { path: ["data", 1], kind: "value", documented: 2, actual: 1 },
    ],
  ],
  [
    "several places",
    { a: [{ b: 1 }], c: 1 },
    { a: [{ b: 2 }], d: 1 },
    [
      { path: ["data", "a", 0, "b"], kind: "value", documented: 1, actual: 2 },
      { path: ["data", "c"], kind: "missing", documented: 1 },
      { path: ["data", "d"], kind: "extra", actual: 1 },
    ],
  ],
];
it.each(rows)("compares %s", (_what, documented, actual, differences) => {
  expect(compareAnswers({ data: documented }, { data: actual })).toEqual(differences);
});

it("leaves out request_id at the top, and there alone", () => {
  const inside = { data: { request_id: "c" } };
  expect(compareAnswers({ request_id: "a", ...inside }, { request_id: "b", ...inside })).toEqual([]);
  expect(compareAnswers({ request_id: "a" }, {})).toEqual([]);
  expect(compareAnswers(inside, { data: {} })).toHaveLength(1);
});

it("holds the message of a refusal", () => {
  expect(compareAnswers({ message: "invalid request:a: b" }, { message: "invalid request:c" })).toHaveLength(1);
});
