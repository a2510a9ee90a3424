import { describeFailedCode } from "../describe-failed-code.js";
import type { DocInfo } from "../generated/models/index.js";
import { KnowledgeBaseError } from "../knowledge-base-error.js";
import { redacted } from "./redacted.js";

/** The error of a document whose processing failed: says why by its failed_code, and carries the document. */
export function docFailed(answer: DocInfo): KnowledgeBaseError {
  const doc = redacted(answer);
  const { failed_code: code, failed_msg: words } = doc.status;
  const { meaning, advice, hint } = describeFailedCode(code ?? "");
  const details = [`failed_code ${code ?? "absent"}`, ...(words ? [words] : [])];
  const error = new KnowledgeBaseError(`Processing the document failed: ${meaning} (${details.join(": ")})`, {
    kind: "doc-failed",
    hint: `${advice} ${hint}`,
  });
  return Object.assign(error, { doc });
}
