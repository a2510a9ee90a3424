import type { Answer } from "../answer.js";
import type { Finding } from "../finding.js";
import { quote } from "../finding.js";

/** The content type is `application/json`; `charset=utf-8` may be spelled out. Source: RFC 9110, section 8.3.1. */
export function checkContentType({ headers }: Answer): Finding[] {
  const value = headers["content-type"];
  if (typeof value === "string" && /^application\/json\s*(;\s*charset=("utf-8"|utf-8)\s*)?$/i.test(value)) {
    return [];
  }
  const found = value === undefined ? "is missing" : `is ${quote(String(value))}`;
  return [{ at: "content-type", message: `${found}; expected application/json` }];
}
