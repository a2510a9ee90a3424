import { describe, expect, test } from "vitest";
import { judge, outcomeOf, type Verdict } from "./judge.js";
import type { Measurement, Result } from "./measure.js";

const result = (name: string, median: number): Result => ({
  name,
  microseconds: 1,
  ratio: { lowerQuartile: median, median, upperQuartile: median },
});
const measurement = (control: number, measured: number): Measurement => ({
  comparison: "job",
  rounds: 1,
  baseline: result("base", 1),
  control: result("base again", control),
  contestants: [result("other", 9), result("ours", measured)],
  remarks: [],
});

const rows: [control: number, measured: number, verdict: Verdict["verdict"]][] = [
  [1, 0.4, "pass"],
  [1, 0.399, "miss"],
  [1, 2, "pass"],
  [0.9, 0.4, "pass"],
  [1.1, 0.4, "pass"],
  [0.9, 0.1, "miss"],
  [0.899, 0.4, "not judged"],
  [1.101, 0.4, "not judged"],
  [0.899, 0.1, "not judged"],
  [1.101, 0.1, "not judged"],
  [Number.NaN, 0.4, "not judged"],
  [1, Number.NaN, "miss"],
];

test.each(rows)("at least 0.4, with the control at %d and %d measured: %s", (control, measured, verdict) => {
  const gate = { contestant: "ours", atLeast: 0.4, aim: 0.65 };
  expect(judge(measurement(control, measured), [gate])).toEqual([{ comparison: "job", ...gate, measured, verdict }]);
});

test("a gate of nobody throws", () => {
  expect(() => judge(measurement(1, 1), [{ contestant: "nobody", atLeast: 1 }])).toThrow(
    "job has no contestant named nobody.",
  );
});

describe("the outcome", () => {
  const outcomes: [verdicts: Verdict["verdict"][], outcome: string][] = [
    [["pass"], "passed"],
    [["pass", "pass"], "passed"],
    [["pass", "miss"], "missed"],
    [["miss", "not judged"], "missed"],
    [["pass", "not judged"], "not judged"],
    [["not judged"], "not judged"],
    [[], "not judged"],
  ];
  test.each(outcomes)("of %j: %s", (verdicts, outcome) => {
    const all = verdicts.map((verdict) => ({
      comparison: "job",
      contestant: "ours",
      atLeast: 1,
      measured: 1,
      verdict,
    }));
    expect(outcomeOf(all)).toBe(outcome);
  });
});
