import type { Answer } from "../answer.js";
import type { DocumentedCase } from "../documented-case.js";
import type { Finding } from "../finding.js";

/** The HTTP status is exactly the documented one. */
export function checkStatus({ status }: DocumentedCase, answer: Answer): Finding[] {
  return answer.status === status ? [] : [{ at: "status", message: `is ${answer.status}; expected ${status}` }];
}
