import { expect, test } from "vitest";
import { spreadOf } from "./measure.js";

// Quartiles as R's type 7, NumPy's default, gives them.
const rows: { values: number[]; lowerQuartile: number; median: number; upperQuartile: number }[] = [
  { values: [7], lowerQuartile: 7, median: 7, upperQuartile: 7 },
  { values: [1, 2], lowerQuartile: 1.25, median: 1.5, upperQuartile: 1.75 },
  { values: [3, 1, 2], lowerQuartile: 1.5, median: 2, upperQuartile: 2.5 },
  { values: [4, 1, 3, 2], lowerQuartile: 1.75, median: 2.5, upperQuartile: 3.25 },
  { values: [10, 9, 100, 8, 7], lowerQuartile: 8, median: 9, upperQuartile: 10 },
  { values: [2, 10, 1], lowerQuartile: 1.5, median: 2, upperQuartile: 6 },
  { values: [], lowerQuartile: Number.NaN, median: Number.NaN, upperQuartile: Number.NaN },
];

test.each(rows)("of $values", ({ values, lowerQuartile, median, upperQuartile }) => {
  const before = [...values];
  expect(spreadOf(values)).toEqual({ lowerQuartile, median, upperQuartile });
  expect(values).toEqual(before);
});
