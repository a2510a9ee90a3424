import { compareAnswers } from "../compare-answers.js";
import { type JsonObject, pointerStep } from "../json.js";
import type { WalkRule } from "./walk-rule.js";

/** Two answers that must say the same. */
export interface TwoAnswers {
  readonly first: JsonObject;
  readonly second: JsonObject;
  /** What the second was asked with, in words. */
  readonly how: string;
}

/** Two ways of asking for one thing get one answer; `request_id` and what signs a link are new each time. */
export const sameDataRule: WalkRule<TwoAnswers> = {
  name: "same-data",
  source: "documentation pages: resource_id or name; null, absent and default; every operation reads",
  check: ({ first, second, how }) =>
    compareAnswers(unsigned(first), unsigned(second)).map(({ path, kind }) => ({
      at: path.map(pointerStep).join(""),
      message: `is ${kind === "extra" ? "there" : kind === "missing" ? "missing" : "another"} ${how}`,
    })),
};

/** Links without their queries, which are signed anew for each answer. */
function unsigned(body: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
    typeof value === "string" && /^https?:\/\/[^?\s]*\?/.test(value) ? value.slice(0, value.indexOf("?")) : value,
  );
}
