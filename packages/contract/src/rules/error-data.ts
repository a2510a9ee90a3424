import type { Rule } from "./rule.js";

/** An error has no `data`, not even an empty one: whoever looks for `data` would take it for a success. */
export const errorDataRule: Rule = {
  name: "error-data",
  source: "documentation pages, samples of failures",
  check: ({ documented: { response }, body }) =>
    response.code !== 0 && "data" in body ? [{ at: "/data", message: "is there; expected none on an error" }] : [],
};
