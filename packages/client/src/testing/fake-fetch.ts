import { sleep } from "../sleep.js";
import { answerOperation } from "./answer-operation.js";
import { filePath } from "./complete-task.js";
import { failedResponse } from "./failed-response.js";
import type { FailureQueue, FakeFailure } from "./fake-failure.js";
import type { FakeStore } from "./fake-store.js";
import type { OperationId } from "./generated/request-rules.js";
import { operationOf, parseBody, requireSound } from "./read-request.js";
import { Refusal } from "./refusal.js";

/** A request that arrived, retries included. Its headers are left out: they hold a signature. */
export interface FakeRequest {
  /** By its name in the contract. */
  readonly operation: OperationId;
  /** What was sent: a parsed JSON object, unless the request is wrong. */
  readonly body: unknown;
}

/** What the fake answers from. */
export interface FakeFetchOptions {
  readonly store: () => FakeStore;
  readonly failures: FailureQueue;
  readonly record: (request: FakeRequest) => void;
  readonly now: () => Date;
  /** Lets fields pass that the contract does not have, as the API does. */
  readonly allowUnknownFields: boolean;
}

/** A `fetch` that answers as the API does, and as the storage does for the links of tasks. It uses no network. */
export function createFakeFetch({ store, failures, record, now, allowUnknownFields }: FakeFetchOptions): typeof fetch {
  let answers = 0;
  const respond = (status: number, envelope: object, headers: Record<string, string> = {}) => {
    answers += 1;
    const request_id = `02${String(answers).padStart(51, "0")}`;
    return Response.json({ ...envelope, request_id }, { status, headers: { date: now().toUTCString(), ...headers } });
  };
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { origin, pathname } = new URL(request.url);
    if (request.method === "GET") return fileAt(store(), pathname);

    const operation = operationOf(request);
    const body = parseBody(await request.text());
    record({ operation, body });
    const failure = failures.take(operation);
    try {
      if (failure?.delayMs !== undefined) await pause(failure.delayMs, request.signal);
      const failed = failure && failedResponse(failure);
      if (failed !== undefined) return failed;
      const sound = requireSound(request, operation, body, allowUnknownFields);
      return respond(200, { code: 0, data: answerOperation(store(), operation, sound, origin), message: "success" });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, status } = error;
      return respond(status, { code, message }, retryAfter(failure));
    }
  };
}

function fileAt({ tasks }: FakeStore, pathname: string): Response {
  const [, task] = [...tasks].find(([id]) => filePath(id) === pathname) ?? [];
  if (task === undefined) return new Response("There is no such file.", { status: 404 });
  return new Response(task.file, { headers: { "content-type": "application/zip" } });
}

/** The longest time that a timer takes; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  let left = milliseconds;
  for (; left > longestTimerMs; left -= longestTimerMs) await sleep(longestTimerMs, signal);
  await sleep(left, signal);
}

function retryAfter(failure: FakeFailure | undefined): Record<string, string> {
  if (failure === undefined || !("retryAfterSeconds" in failure)) return {};
  return { "retry-after": String(failure.retryAfterSeconds) };
}
