import { expect, test } from "vitest";
import { alignColumns } from "./columns.js";

const rows = [
  ["name", "count", ""],
  ["a longer one", "7", "miss"],
  ["", "1,000,000", ""],
];
test.each([
  {
    others: "left",
    lines: ["name          count", "a longer one  7          miss", "              1,000,000"],
  },
  {
    others: "right",
    lines: ["name              count", "a longer one          7  miss", "              1,000,000"],
  },
] as const)("columns are as wide as their longest cell, all but the first on the $others", ({ others, lines }) => {
  expect(alignColumns(rows, others)).toEqual(lines);
});

test("no rows are no lines", () => {
  expect(alignColumns([])).toEqual([]);
});
