import { expect, it } from "vitest";
import { compareAnswers, type Difference } from "./differences.js";
import type { Json } from "./json.js";

const rows: { what: string; documented: Json; actual: Json; differences: Difference[] }[] = [
  { what: "the same", documented: { a: [1, null, { b: "" }] }, actual: { a: [1, null, { b: "" }] }, differences: [] },
  { what: "another order of members", documented: { a: 1, b: 2 }, actual: { b: 2, a: 1 }, differences: [] },
  { what: "an integer with a fraction of zero", documented: 1, actual: 1.0, differences: [] },
  {
    what: "another value",
    documented: { a: 1 },
    actual: { a: 2 },
    differences: [{ path: ["data", "a"], kind: "value", documented: 1, actual: 2 }],
  },
  {
    what: "another type",
    documented: { a: 1 },
    actual: { a: "1" },
    differences: [{ path: ["data", "a"], kind: "type", documented: 1, actual: "1" }],
  },
  {
    what: "null for an object",
    documented: { a: {} },
    actual: { a: null },
    differences: [{ path: ["data", "a"], kind: "type", documented: {}, actual: null }],
  },
  {
    what: "a list for an object",
    documented: {},
    actual: [],
    differences: [{ path: ["data"], kind: "type", documented: {}, actual: [] }],
  },
  {
    what: "a member less",
    documented: { a: null },
    actual: {},
    differences: [{ path: ["data", "a"], kind: "missing", documented: null }],
  },
  {
    what: "a member more",
    documented: {},
    actual: { a: null },
    differences: [{ path: ["data", "a"], kind: "extra", actual: null }],
  },
  {
    what: "a member with the name of an object's own",
    documented: {},
    actual: { constructor: 1 },
    differences: [{ path: ["data", "constructor"], kind: "extra", actual: 1 }],
  },
  {
    what: "an item less",
    documented: [1, 2],
    actual: [1],
    differences: [{ path: ["data", 1], kind: "missing", documented: 2 }],
  },
  {
    what: "items in another order",
    documented: [1, 2],
    actual: [2, 1],
    differences: [
      { path: ["data", 0], kind: "value", documented: 1, actual: 2 },
      { path: ["data", 1], kind: "value", documented: 2, actual: 1 },
    ],
  },
  {
    what: "several places",
    documented: { a: [{ b: 1 }], c: 1 },
    actual: { a: [{ b: 2 }], d: 1 },
    differences: [
      { path: ["data", "a", 0, "b"], kind: "value", documented: 1, actual: 2 },
      { path: ["data", "c"], kind: "missing", documented: 1 },
      { path: ["data", "d"], kind: "extra", actual: 1 },
    ],
  },
];
it.each(rows)("compares $what", ({ documented, actual, differences }) => {
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
