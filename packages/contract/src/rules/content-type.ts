import { quote } from "../finding.js";
import type { Rule } from "./rule.js";

/** The content type is `application/json`; `charset=utf-8` may be spelled out. */
export const contentTypeRule: Rule = {
  name: "content-type",
  source: "documentation pages, samples; RFC 9110, section 8.3.1",
  check({ answer: { headers } }) {
    const value = headers["content-type"];
    if (typeof value === "string" && /^application\/json\s*(;\s*charset=("utf-8"|utf-8)\s*)?$/i.test(value)) return [];
    const found = value === undefined ? "is missing" : `is ${quote(String(value))}`;
    return [{ at: "content-type", message: `${found}; expected application/json` }];
  },
};
