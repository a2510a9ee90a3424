import type { Rule } from "./rule.js";

/** The HTTP status is exactly the documented one. */
export const statusRule: Rule = {
  name: "status",
  source: "tables of codes on the documentation pages",
  check: ({ documented: { status }, answer }) =>
    answer.status === status ? [] : [{ at: "status", message: `is ${answer.status}; expected ${status}` }],
};
