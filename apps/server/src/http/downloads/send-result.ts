import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { linkRefusalReasons, verifyPresignedUrl } from "@viking-kb/auth";
import { discardBody, endUnlessWhole, HungUp, Refusal, refuseMethod } from "@viking-kb/endpoint";
import { partLength } from "../../storage/exports.js";
import type { Storage } from "../../storage/storage.js";
import type { Outcome } from "../answer-log.js";
import { isOver } from "./links.js";
import { type ByteRange, requestedRange } from "./preconditions.js";

/** What results are sent with. */
interface ResultTools {
  readonly storage: Storage;
  readonly now: () => Date;
  readonly requestId: string;
}

/** A result as it is stored. */
interface Result {
  readonly byteLength: number;
  readonly etag: string;
  /** Letters, digits and `_`, as the name of its collection is: no header needs to escape it. */
  readonly fileName: string;
}

/**
 * Sends the result of an export. It is the one answer that a signature of a key does not open: a link does, which this
 * server has signed with a key that is good for nothing else. The link is verified before anything is looked up, so
 * whoever has none learns nothing.
 *
 * @param taskId the one that the path holds
 * @returns what became of the request, also where it was not sent whole
 * @throws Refusal, as long as nothing was sent, HungUp when the request does not arrive.
 */
export async function sendResult(
  request: IncomingMessage,
  response: ServerResponse,
  taskId: string,
  tools: ResultTools,
): Promise<Outcome> {
  await discardBody(request);
  const { byteLength, etag, fileName } = await findResult(request, taskId, tools);
  const isHead = request.method === "HEAD";
  // Ranges are of GET alone (RFC 9110, section 14.2).
  const asked = requestedRange(isHead ? { ...request.headers, range: undefined } : request.headers, etag, byteLength);
  const common = {
    ...endUnlessWhole(request),
    ETag: etag,
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Tt-Logid": tools.requestId,
  };
  if (asked === "unchanged") {
    response.writeHead(304, common).end();
    return { status: 304, code: 0 };
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
  try {
    if (isHead) response.end();
    // One part is read when the one before is taken, so that a slow reader costs two of them.
    else await pipeline(Readable.from(partsOf(tools.storage, taskId, range, request)), response);
    return { status, code: 0 };
  } catch (error) {
    // What was announced does not come whole: the connection is cut, so that nobody takes it for the file.
    response.destroy();
    if (error instanceof Refusal) return { status, code: 0, reason: error.reason };
    const { code } = error as NodeJS.ErrnoException;
    const hasHungUp = error instanceof HungUp || code === "ERR_STREAM_PREMATURE_CLOSE";
    if (hasHungUp) return { status, code: 0, reason: "not read to the end" };
    return { status: 500, code: new Refusal("server").code, err: error };
  }
}

/**
 * The result that a request may read: that of the task whose id the signed path holds.
 *
 * @throws Refusal 405 for another method, 403 when the link is not signed by this server or has expired, 404 when the
 * result is gone.
 */
async function findResult(
  { method = "", url = "" }: IncomingMessage,
  taskId: string,
  { storage, now }: ResultTools,
): Promise<Result> {
  if (method !== "GET" && method !== "HEAD") throw refuseMethod(method, ["GET", "HEAD"]);
  const lookUpKey = async (accessKeyId: string) => {
    const key = await storage.read((reads) => reads.findLinkKey());
    return key?.accessKeyId === accessKeyId ? key : undefined;
  };
  // Whoever may GET may ask by HEAD what there is (RFC 9110, section 9.3.2).
  const verification = await verifyPresignedUrl({ method: "GET", target: url }, { lookUpKey, now });
  if (!verification.ok) {
    const { reason } = verification;
    const refusal = new Refusal("no-permission", { reason, explanation: linkRefusalReasons[reason] });
    // Whoever has the link sees when it ends. A client that reads this asks for another one.
    if (reason === "link-expired") refusal.message += ": the link has expired";
    throw refusal;
  }
  return await storage.read(async (reads) => {
    const task = await reads.findTask(taskId);
    const collection = task && (await reads.findCollectionById(task.collectionId));
    if (!task?.result || !collection || isOver(task, now())) throw new Refusal("task-not-exist", { status: 404 });
    const { byteLength, hash } = task.result;
    return { byteLength, etag: `"${hash}"`, fileName: `${collection.name}.zip` };
  });
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
