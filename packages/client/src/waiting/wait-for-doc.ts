import type { Environment } from "../environment.js";
import type { DocInfo, DocStatus } from "../generated/models/index.js";
import type { DocInfoInput } from "../inputs.js";
import type { Operations } from "../operations.js";
import { docFailed } from "./doc-failed.js";
import { lastState } from "./last-state.js";
import type { WaitOptions } from "./wait-options.js";
import { watchDoc } from "./watch-doc.js";

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
