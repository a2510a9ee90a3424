import { expect, test } from "vitest";
import { spreadOf } from "./measure.js";

// Quartiles as R's type 7, NumPy's default, gives them.
const rows: [values: number[], lowerQuartile: number, median: number, upperQuartile: number][] = [
  [[7], 7, 7, 7],
  [[1, 2], 1.25, 1.5, 1.75],
  [[3, 1, 2], 1.5, 2, 2.5],
  [[4, 1, 3, 2], 1.75, 2.5, 3.25],
  [[10, 9, 100, 8, 7], 8, 9, 10],
  [[2, 10, 1], 1.5, 2, 6],
  [[], Number.NaN, Number.NaN, Number.NaN],
];

test.each(rows)("of %j", (values, lowerQuartile, median, upperQuartile) => {
  const before = [...values];
  expect(spreadOf(values)).toEqual({ lowerQuartile, median, upperQuartile });
  expect(values).toEqual(before);
});
