import type { DocInfoInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import { describeFailedCode } from "../errors/describe-failed-code.js";
import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import { redactedCopy } from "../errors/redact.js";
import type { DocInfo, DocStatus } from "../generated/models/index.js";
import type { Environment } from "../transport/environment.js";
import { lastState, type WaitOptions, type WatchOptions, watch } from "./watch.js";

/**
 * The states of a document until it is done (0) or failed (1); every other state passes. Each answer signs the links
 * anew, so it is by its status and number of points that one differs from another.
 */
export function watchDoc(
  { getDocInfo }: Pick<Operations, "getDocInfo">,
  environment: Environment,
  input: DocInfoInput,
  options: WatchOptions | undefined,
): AsyncIterable<DocInfo> {
  return watch<DocInfo>(
    {
      ask: (options) => getDocInfo(input, options),
      isFinal: ({ status }) => status?.process_status === 0 || status?.process_status === 1,
      describe: ({ status, point_num }) => `process_status ${status?.process_status}, ${point_num} points`,
    },
    environment,
    options,
  );
}

/** A document whose processing is done. */
export type ProcessedDoc = DocInfo & { readonly status: DocStatus & { readonly process_status: 0 } };

/** The document once it is processed; rejects where that failed. */
export async function waitForDoc(
  operations: Operations,
  environment: Environment,
  input: DocInfoInput,
  { onProgress, ...options }: WaitOptions<DocInfo> = {},
): Promise<ProcessedDoc> {
  const doc = await lastState(watchDoc(operations, environment, input, options), onProgress);
  if (doc.status.process_status !== 0) throw docFailed(doc);
  return doc as ProcessedDoc;
}

/** The error of a document whose processing failed: says why by its failed_code, and carries the document. */
function docFailed(answer: DocInfo): KnowledgeBaseError {
  const doc = redactedCopy(answer);
  const { failed_code: code, failed_msg: words } = doc.status;
  const { meaning, advice, hint } = describeFailedCode(code ?? "");
  const details = [`failed_code ${code ?? "absent"}`, ...(words ? [words] : [])];
  const error = new KnowledgeBaseError(`Processing the document failed: ${meaning} (${details.join(": ")})`, {
    kind: "doc-failed",
    hint: `${advice} ${hint}`,
  });
  return Object.assign(error, { doc });
}
