import { described } from "../described.js";
import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";

/** From 2001 to 2096: seconds read as milliseconds lie in 1970, milliseconds read as seconds past the year 33,000. */
const plausible: Readonly<Record<string, readonly [least: number, most: number]>> = {
  "unix-seconds": [1e9, 4e9],
  "unix-milliseconds": [1e12, 4e12],
};

/** Each time is in the unit that the contract gives for its field (`x-unit`). */
export const timeUnitsRule: Rule = {
  name: "time-units",
  source: "documentation pages: milliseconds in doc/info, seconds everywhere else",
  check: ({ body, schema: whole }) =>
    described(body, whole).flatMap(({ at, value, schema }): Finding[] => {
      const unit = String(schema["x-unit"]);
      const [least, most] = plausible[unit] ?? [];
      if (typeof value !== "number" || least === undefined || most === undefined) return [];
      const message = `is ${value}; expected ${unit.replace("-", " ")}, from ${least} to ${most}`;
      return value >= least && value <= most ? [] : [{ at, message }];
    }),
};
