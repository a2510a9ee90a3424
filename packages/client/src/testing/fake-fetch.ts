import { isObject } from "../transport/answer.js";
import { longestTimerMs, sleep } from "../transport/timers.js";
import { answerOperation } from "./answer-operation.js";
import { type ArrivedRequest, readRequest } from "./arrived-request.js";
import { type FailureQueue, type FakeFailure, failedResponse } from "./fake-failure.js";
import { type FakeStore, filePath } from "./fake-store.js";
import { type OperationId, operations } from "./generated/operations.js";
import { type RequestBody, requestFault } from "./generated/request-check.js";
import { Refusal, refusalOf } from "./refusal.js";

/** A request that arrived, retries included. It has no headers, since they hold a signature. */
export interface FakeRequest {
  /** By its name in the contract. */
  readonly operation: OperationId;
  /** The body: a parsed JSON object, unless the request is wrong. */
  readonly body: unknown;
}

/** What the fake's `fetch` works with. */
interface FakeFetchOptions {
  readonly store: () => FakeStore;
  readonly failures: FailureQueue;
  readonly record: (request: FakeRequest) => void;
  readonly now: () => Date;
  /** Ignores request fields that the contract does not have, as the API does. */
  readonly allowUnknownFields: boolean;
}

/** Creates a `fetch` that answers as the API does, and as the storage does for links of tasks. It uses no network. */
export function createFakeFetch({ store, failures, record, now, allowUnknownFields }: FakeFetchOptions): typeof fetch {
  let answers = 0;
  const respond = (status: number, envelope: object, headers: Record<string, string> = {}) => {
    answers += 1;
    const request_id = `02${String(answers).padStart(51, "0")}`;
    return Response.json({ ...envelope, request_id }, { status, headers: { date: now().toUTCString(), ...headers } });
  };
  return async (input, init) => {
    const request = await readRequest(input, init);
    const { origin, pathname } = new URL(request.url);
    if (request.method === "GET") return fileAt(store(), pathname);

    const operation = operationOf(request);
    const body = parseBody(request.text);
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

/**
 * The operation of the contract that a request calls.
 *
 * @throws Error when there is none: this is a mistake in the test, and no answer of the API would say so.
 */
function operationOf({ method, url }: ArrivedRequest): OperationId {
  const { pathname } = new URL(url);
  const known = Object.values(operations);
  const operation = known.find((operation) => method === operation.method && pathname.endsWith(operation.path));
  if (operation !== undefined) return operation.operationId;
  const paths = known.map((operation) => `${operation.method} ${operation.path}`).join(", ");
  throw new Error(`The fake knowledge base does not know ${method} ${pathname}: there are ${paths}.`);
}

/** The JSON value of a body; the text itself when it is not JSON. */
function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * The body of a request that keeps the contract. The checks have the API's order.
 *
 * @throws Refusal with 1000001 when it is not signed, and with 1000003 and the field's name when it breaks the
 * contract.
 */
function requireSound(
  { headers }: ArrivedRequest,
  operation: OperationId,
  body: unknown,
  allowUnknownFields: boolean,
): RequestBody {
  if (!headers.has("authorization")) throw refusalOf("unauthorized");
  if (!/^application\/json\b/i.test(headers.get("content-type") ?? "")) {
    throw refusalOf("invalid-request", "Content-Type: must be application/json");
  }
  if (!isObject(body)) throw refusalOf("invalid-request", "body: must be a JSON object");
  const fault = requestFault(operation, body) ?? (allowUnknownFields ? undefined : unknownField(operation, body));
  if (fault !== undefined) throw refusalOf("invalid-request", fault);
  return body;
}

/**
 * The first field that the contract does not have. The message explains to the reader of a test why the fake is
 * stricter than the API.
 */
function unknownField(operation: OperationId, body: RequestBody): string | undefined {
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(operations[operation].fields, name));
  if (unknown === undefined) return undefined;
  return `${unknown}: ${operation} has no such field (the API ignores it, this fake does not; see allowUnknownFields)`;
}

function fileAt({ tasks }: FakeStore, pathname: string): Response {
  const [, task] = [...tasks].find(([id]) => filePath(id) === pathname) ?? [];
  if (task === undefined) return new Response("There is no such file.", { status: 404 });
  // A copy, since no Response takes a view of shared memory.
  const file = typeof task.file === "string" ? task.file : new Uint8Array(task.file);
  return new Response(file, { headers: { "content-type": "application/zip" } });
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let left = milliseconds;
  for (; left > longestTimerMs; left -= longestTimerMs) await sleep(longestTimerMs, signal);
  await sleep(left, signal);
}

function retryAfter(failure: FakeFailure | undefined): Record<string, string> {
  if (failure === undefined || !("retryAfterSeconds" in failure)) return {};
  return { "retry-after": String(failure.retryAfterSeconds) };
}
