import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { linkRefusalReasons, verifyPresignedUrl } from "@viking-kb/auth";
import {
  discardBody,
  endUnlessWhole,
  envelopeHeaders,
  errorEnvelope,
  HungUp,
  invalidRequest,
  pathOf,
  Refusal,
} from "@viking-kb/endpoint";
import { partLength } from "../../storage/exports.js";
import type { Storage } from "../../storage/storage.js";
import type { AnswerRecord } from "../send-answer.js";
import { resultOf } from "./links.js";
import { type ByteRange, requestedRange } from "./preconditions.js";

/** What downloads are answered with. */
interface DownloadTools {
  readonly storage: Storage;
  readonly now: (() => Date) | undefined;
  readonly newRequestId: () => string;
  /** Called once for each answer. */
  readonly onAnswered: (record: AnswerRecord) => void;
}

/** A result as it is stored. */
interface Result {
  readonly taskId: string;
  readonly byteLength: number;
  readonly etag: string;
  /** Letters, digits and `_`, as the name of its collection is: no header needs to escape it. */
  readonly fileName: string;
}

/**
 * Answers requests for the results of exports, and gives all others to `next`. It is the one door that a signature of a
 * key does not open: a link does, which this server has signed with a key that is good for nothing else. The link is
 * verified before anything is looked up, so whoever has none learns nothing.
 */
export function answerDownloads(next: RequestListener, tools: DownloadTools): RequestListener {
  return (request, response) => {
    const taskId = resultOf(request.url ?? "");
    if (taskId === undefined) return next(request, response);
    void answer(request, response, taskId, tools);
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  taskId: string,
  tools: DownloadTools,
): Promise<void> {
  const begun = performance.now();
  const requestId = tools.newRequestId();
  const record = (told: Pick<AnswerRecord, "status" | "code" | "reason" | "explanation" | "err">) => {
    const milliseconds = Math.round((performance.now() - begun) * 10) / 10;
    tools.onAnswered({
      request_id: requestId,
      method: request.method,
      path: pathOf(request.url ?? ""),
      milliseconds,
      ...told,
    });
  };
  try {
    await discardBody(request);
    const result = await findResult(request, taskId, tools);
    const status = await send(request, response, result, { requestId, storage: tools.storage });
    record({ status, code: 0 });
  } catch (error) {
    const { code: failure } = error as NodeJS.ErrnoException;
    const hasHungUp = error instanceof HungUp || failure === "ERR_STREAM_PREMATURE_CLOSE";
    if (response.headersSent) {
      // What was announced does not come whole: the connection is cut, so that nobody takes it for the file.
      response.destroy();
      const reason = hasHungUp ? "not read to the end" : error instanceof Refusal ? error.reason : undefined;
      if (reason !== undefined) return record({ status: response.statusCode, code: 0, reason });
      return record({ status: 500, code: new Refusal("server").code, err: error });
    }
    if (hasHungUp) return;
    const refusal = error instanceof Refusal ? error : new Refusal("server");
    const { status, code, headers, reason, explanation } = refusal;
    // Whoever has the link sees when it ends. A client that reads this asks for another one.
    const message = reason === "link-expired" ? `${refusal.message}: the link has expired` : refusal.message;
    const body = errorEnvelope({ code, message }, requestId);
    response.writeHead(status, { ...headers, ...endUnlessWhole(request), ...envelopeHeaders(body, requestId) });
    response.end(request.method === "HEAD" ? undefined : body);
    record({ status, code, reason, explanation, ...(error === refusal ? {} : { err: error }) });
  }
}

/**
 * The result that a request may read: that of the task whose id the signed path holds.
 *
 * @throws Refusal 405 for another method, 403 when the link is not signed by this server or has expired, 404 when the
 * result is gone.
 */
async function findResult(request: IncomingMessage, taskId: string, tools: DownloadTools): Promise<Result> {
  const { method = "", url = "" } = request;
  if (method !== "GET" && method !== "HEAD") {
    const headers = { Allow: "GET, HEAD" };
    throw invalidRequest(`method: is ${method}, must be GET or HEAD`, { status: 405, headers });
  }
  const { storage, now = () => new Date() } = tools;
  const lookUpKey = async (accessKeyId: string) => {
    const key = await storage.read((reads) => reads.findLinkKey());
    return key?.accessKeyId === accessKeyId ? key : undefined;
  };
  // Whoever may GET may ask by HEAD what there is (RFC 9110, section 9.3.2).
  const verification = await verifyPresignedUrl({ method: "GET", target: url }, { lookUpKey, now });
  if (!verification.ok) {
    const { reason } = verification;
    throw new Refusal("no-permission", { status: 403, reason, explanation: linkRefusalReasons[reason] });
  }
  return await storage.read(async (reads) => {
    const task = await reads.findTask(taskId);
    const collection = task && (await reads.findCollectionById(task.collectionId));
    const isOver = task?.expiryTime !== null && (task?.expiryTime ?? 0) <= now().getTime();
    if (!task?.result || !collection || isOver) throw new Refusal("task-not-exist", { status: 404 });
    const { byteLength, hash } = task.result;
    return { taskId, byteLength, etag: `"${hash}"`, fileName: `${collection.name}.zip` };
  });
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { taskId, byteLength, etag, fileName }: Result,
  { requestId, storage }: { readonly requestId: string; readonly storage: Storage },
): Promise<number> {
  const isHead = request.method === "HEAD";
  // Ranges are of GET alone (RFC 9110, section 14.2).
  const asked = requestedRange(isHead ? { ...request.headers, range: undefined } : request.headers, etag, byteLength);
  const common = {
    ...endUnlessWhole(request),
    ETag: etag,
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Tt-Logid": requestId,
  };
  if (asked === "unchanged") {
    response.writeHead(304, common).end();
    return 304;
  }
  const range = asked ?? { first: 0, last: byteLength - 1 };
  const status = asked === undefined ? 200 : 206;
  response.writeHead(status, {
    ...common,
    "Accept-Ranges": "bytes",
    "Content-Type": "application/zip",
    "Content-Disposition": `attachment; filename="${fileName}"`,
    "Content-Length": range.last - range.first + 1,
    ...(asked && { "Content-Range": `bytes ${range.first}-${range.last}/${byteLength}` }),
  });
  if (isHead) response.end();
  // One part is read when the one before is taken, so that a slow reader costs two of them.
  else await pipeline(Readable.from(partsOf(storage, taskId, range, request)), response);
  return status;
}

async function* partsOf(
  storage: Storage,
  taskId: string,
  { first, last }: ByteRange,
  { socket }: IncomingMessage,
): AsyncGenerator<Uint8Array> {
  for (let number = Math.floor(first / partLength); number * partLength <= last; number++) {
    // The stream may not know it yet. When a server was closed, its storage may be closed already.
    if (socket.destroyed) throw new HungUp();
    const part = await storage.read((reads) => reads.findExportPart(taskId, number));
    if (part === undefined) throw new Refusal("task-not-exist", { reason: "deleted while it was read" });
    const start = number * partLength;
    yield part.subarray(Math.max(0, first - start), last - start + 1);
  }
}
