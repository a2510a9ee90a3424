import type { Rule } from "./rule.js";

/** The answer comes within the time that a run gives it: one that is late is as good as none to who waits for it. */
export const answerTimeRule: Rule = {
  name: "answer-time",
  source: "option of the run",
  check({ answer: { milliseconds = 0 }, answerBudgetMilliseconds: budget }) {
    if (milliseconds <= budget) return [];
    return [{ at: "time", message: `is ${Math.round(milliseconds)} ms; expected at most ${budget} ms` }];
  },
};
