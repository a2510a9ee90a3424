import type { AnsweredCall } from "../calls/call.js";
import type { DocInfoInput, TaskInfoInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import { meaningOf } from "../errors/describe-failed-code.js";
import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Texts } from "../errors/locale.js";
import { redact, redactedCopy } from "../errors/redact.js";
import type { DocInfo, DocStatus, TaskInfo } from "../generated/models/index.js";
import type { Environment } from "../transport/environment.js";
import { type WaitOptions, type WatchOptions, watch } from "./watch.js";

/** A document whose processing is done. */
export type ProcessedDoc = DocInfo & { readonly status: DocStatus & { readonly process_status: 0 } };

/** A task that succeeded. */
export type SucceededTask = TaskInfo & { readonly status: "success" };

/**
 * The states of a document until it is done (0) or failed (1); all other states go on. Each answer has newly signed
 * links, so states are compared by their status and number of points.
 *
 * @param onAnswer told of each answer, before its state
 */
export function watchDoc(
  { getDocInfo }: Operations,
  environment: Environment,
  input: DocInfoInput,
  options: WatchOptions | undefined,
  onAnswer?: (answer: AnsweredCall<DocInfo>) => void,
): AsyncIterable<DocInfo> {
  return watch<DocInfo>(
    {
      ask: async (options) => {
        const answer = await getDocInfo(input, options).withResponse();
        onAnswer?.(answer);
        return answer.data;
      },
      isFinal: ({ status }) => status?.process_status === 0 || status?.process_status === 1,
      describe: ({ status, point_num }) => `process_status ${status?.process_status}, ${point_num} points`,
    },
    environment,
    options,
  );
}

/** Resolves to the document when it is processed; rejects when processing failed. */
export async function waitForDoc(
  operations: Operations,
  environment: Environment,
  input: DocInfoInput,
  { onProgress, ...options }: WaitOptions<DocInfo> = {},
): Promise<ProcessedDoc> {
  let requestId: string | undefined;
  const states = watchDoc(operations, environment, input, options, (answer) => {
    requestId = answer.requestId;
  });
  const doc = await lastState(states, onProgress);
  if (doc.status.process_status !== 0) throw docFailed(doc, requestId, await environment.loadTexts?.());
  return doc as ProcessedDoc;
}

/** The states of a task until it has succeeded or failed. An unknown status goes on. */
export function watchTask(
  { getTaskInfo }: Operations,
  environment: Environment,
  input: TaskInfoInput,
  options: WatchOptions | undefined,
): AsyncIterable<TaskInfo> {
  return watch<TaskInfo>(
    {
      ask: (options) => getTaskInfo(input, options),
      isFinal: ({ status }) => status === "success" || status === "fail",
      describe: ({ status, percentage }) => `${status}, ${percentage} %`,
    },
    environment,
    options,
  );
}

/** Resolves to the task when it has succeeded; rejects when it failed. */
export async function waitForTask(
  operations: Operations,
  environment: Environment,
  input: TaskInfoInput,
  { onProgress, ...options }: WaitOptions<TaskInfo> = {},
): Promise<SucceededTask> {
  const last = await lastState(watchTask(operations, environment, input, options), onProgress);
  if (last.status !== "success") throw taskFailed(last);
  return last as SucceededTask;
}

/** Passes each state to `onProgress`, awaiting it, and returns the last one. */
async function lastState<State>(
  states: AsyncIterable<State>,
  onProgress: ((state: State) => unknown) | undefined,
): Promise<State> {
  let last: State | undefined;
  for await (const state of states) {
    await onProgress?.(state);
    last = state;
  }
  // A watch gives at least one state, or throws.
  return last as State;
}

/**
 * The error of a document whose processing failed. The service's own words come first; then it explains the
 * failed_code. It carries the document, and the id of the request that was answered with it.
 */
function docFailed(answer: DocInfo, requestId: string | undefined, texts: Texts | undefined): KnowledgeBaseError {
  const doc = redactedCopy(answer);
  const { failed_code: code, failed_msg: words } = doc.status;
  const { meaning, advice, hint } = meaningOf(code, texts);
  const named = `failed_code ${code ?? "absent"}`;
  const why = words ? `${words} (${named}: ${meaning})` : `${meaning} (${named})`;
  const error = new KnowledgeBaseError(`Processing the document failed: ${why}`, {
    kind: "doc-failed",
    // The Chinese advice is as the documentation page has it, without a full stop; of an unknown error it is the
    // meaning.
    hint: (advice === meaning ? [hint] : [advice, hint]).join(texts ? "。" : " "),
    requestId: requestId && redact(requestId, []),
  });
  return Object.assign(error, { doc });
}

/** The error of a failed task, which it carries. */
function taskFailed(task: TaskInfo): KnowledgeBaseError {
  const error = new KnowledgeBaseError(`The task failed at ${task.percentage} %.`, {
    kind: "task-failed",
    hint: "It will not go on: create it anew; where that fails as well, give its task_id to the vendor.",
  });
  return Object.assign(error, { task: redactedCopy(task) });
}
