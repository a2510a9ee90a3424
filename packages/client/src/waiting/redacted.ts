import { redact } from "../redact.js";

/** A copy of an answer for an error to carry: without the queries of its links, which may be keys. */
export function redacted<Answer>(answer: Answer): Answer {
  return JSON.parse(JSON.stringify(answer, (_name, value) => (typeof value === "string" ? redact(value, []) : value)));
}
