import type { AnsweredCall, Call, CallOptions } from "../calls/call.js";
import type { DocInfoInput, TaskInfoInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import { meaningOf } from "../errors/describe-failed-code.js";
import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Texts } from "../errors/locale.js";
import { excerpt, redact, redactedCopy } from "../errors/redact.js";
import type { DocInfo, DocStatus, TaskInfo } from "../generated/models/index.js";
import type { Environment } from "../transport/environment.js";
import { type WaitOptions, type WatchOptions, watch } from "./watch.js";

/** A document whose processing is done. */
export type ProcessedDoc = DocInfo & { readonly status: DocStatus & { readonly process_status: 0 } };

/** A task that succeeded. */
export type SucceededTask = TaskInfo & { readonly status: "success" };

/** Told of each answer, before its state. */
type OnAnswer<State> = (answer: AnsweredCall<State>) => void;

/**
 * The states of a document until it is done (0) or failed (1); all other states go on. Each answer has newly signed
 * links, so states are compared by their status and number of points.
 */
export function watchDoc(
  { getDocInfo }: Operations,
  environment: Environment,
  input: DocInfoInput,
  options: WatchOptions | undefined,
  onAnswer?: OnAnswer<DocInfo>,
): AsyncIterable<DocInfo> {
  return watch<DocInfo>(
    {
      ask: asking((options) => getDocInfo(input, options), onAnswer),
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
  const watching = (onAnswer: OnAnswer<DocInfo>) => watchDoc(operations, environment, input, options, onAnswer);
  const { data: doc, requestId } = await lastAnswer(watching, onProgress);
  if (doc.status.process_status !== 0) throw docFailed(doc, requestId, await environment.loadTexts?.());
  return doc as ProcessedDoc;
}

/** The states of a task until it has succeeded or failed. An unknown status goes on. */
export function watchTask(
  { getTaskInfo }: Operations,
  environment: Environment,
  input: TaskInfoInput,
  options: WatchOptions | undefined,
  onAnswer?: OnAnswer<TaskInfo>,
): AsyncIterable<TaskInfo> {
  return watch<TaskInfo>(
    {
      ask: asking((options) => getTaskInfo(input, options), onAnswer),
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
  const watching = (onAnswer: OnAnswer<TaskInfo>) => watchTask(operations, environment, input, options, onAnswer);
  const { data: task, requestId } = await lastAnswer(watching, onProgress);
  if (task.status !== "success") throw taskFailed(task, requestId);
  return task as SucceededTask;
}

/** Makes a call, and tells of its whole answer. */
function asking<State>(
  call: (options: CallOptions) => Call<State>,
  onAnswer: OnAnswer<State> | undefined,
): (options: CallOptions) => Promise<State> {
  return async (options) => {
    const answer = await call(options).withResponse();
    onAnswer?.(answer);
    return answer.data;
  };
}

/** Passes each state to `onProgress`, awaiting it, and returns the answer with the last one. */
async function lastAnswer<State>(
  watching: (onAnswer: OnAnswer<State>) => AsyncIterable<State>,
  onProgress: ((state: State) => unknown) | undefined,
): Promise<AnsweredCall<State>> {
  let last: AnsweredCall<State> | undefined;
  const states = watching((answer) => {
    last = answer;
  });
  for await (const state of states) await onProgress?.(state);
  // A watch is answered at least once, or throws.
  return last as AnsweredCall<State>;
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

/** The error of a failed task. It carries the task, and the id of the request that was answered with it. */
function taskFailed(answer: TaskInfo, requestId: string | undefined): KnowledgeBaseError {
  const task = redactedCopy(answer);
  const error = new KnowledgeBaseError(`The task failed: the API answered ${excerpt(JSON.stringify(task), [])}.`, {
    kind: "task-failed",
    hint: "It will not go on: create it anew; where that fails as well, give task_id and request id to Volcengine.",
    requestId: requestId && redact(requestId, []),
  });
  return Object.assign(error, { task });
}
