import { member } from "../json.js";
import type { Rule } from "./rule.js";

/** What runs is below 100 per cent, and what has succeeded is at 100. */
export const taskProgressRule: Rule = {
  name: "task-progress",
  source: "this project: running 0 to 99, success 100, fail the last value",
  decision: true,
  check({ body }) {
    const { status, percentage } = member(body, "data");
    if (typeof percentage !== "number") return [];
    const at = "/data/percentage";
    if (status === "success" && percentage !== 100) {
      return [{ at, message: `is ${percentage}; expected 100 on success` }];
    }
    if (status === "running" && percentage === 100) {
      return [{ at, message: "is 100; expected at most 99 while it runs" }];
    }
    return [];
  },
};
