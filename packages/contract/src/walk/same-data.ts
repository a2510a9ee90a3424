import { compareAnswers } from "../compare/differences.js";
import { type JsonObject, pointerStep } from "../json.js";
import type { WalkRule } from "./walk-rule.js";

/** Two answers that must say the same, their links without what signs them. */
export interface TwoAnswers {
  readonly first: JsonObject;
  readonly second: JsonObject;
  /** What the second was asked with, in words. */
  readonly how: string;
}

/** Two ways of asking for one thing get one answer; `request_id` is new each time. */
export const sameDataRule: WalkRule<TwoAnswers> = {
  name: "same-data",
  source: "documentation pages: resource_id or name; null, absent and default; every operation reads",
  check: ({ first, second, how }) =>
    compareAnswers(first, second).map(({ path, kind }) => ({
      at: path.map(pointerStep).join(""),
      message: `is ${kind === "extra" ? "there" : kind === "missing" ? "missing" : "another"} ${how}`,
    })),
};
