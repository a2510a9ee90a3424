import { isKnowledgeBaseError } from "../errors/knowledge-base-error.js";
import { downloadFailed } from "./download-error.js";
import type { DownloadProgress } from "./download-options.js";
import { brokenOff, type FileAnswer, type FileFacts, readAnswer } from "./receive-answer.js";
import type { Sink } from "./sink.js";
import type { TaskLink } from "./task-link.js";
import type { Transfer } from "./transfer.js";

/** Where the bytes of a file come from, how many are accepted, and who is told of the progress. */
interface ReceiveOptions {
  readonly link: TaskLink;
  /** Requests a link with these headers. */
  readonly request: (link: URL, headers: Readonly<Record<string, string>>) => Promise<Response>;
  /** Pauses before the download goes on for this time, counted from 1. */
  readonly pause: (resume: number) => Promise<void>;
  readonly maximumBytes: number;
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
}

/** How often a download that broke off goes on. */
const mostResumes = 8;

/**
 * Copies a file to a sink. Each piece waits until the one before it is written. Where the answer breaks off or stays
 * silent, the rest is asked for, as a range of the file with the same strong ETag: what is written is of one version of
 * the file alone. With another version the sink starts over, and where it cannot, the download fails.
 *
 * @throws KnowledgeBaseError of kind `link-expired` when an answer says so and no fresh link can be asked for; of kind
 * `download-failed` when an answer holds no file, or a file that is too large, is longer than announced, or breaks off
 * too often or without a strong ETag; any error of the first request, and of the sink.
 */
export async function receiveFile(sink: Sink, transfer: Transfer, options: ReceiveOptions): Promise<void> {
  let hasBegun = false;
  let file: FileFacts | undefined;
  for (let resume = 1; ; resume++) {
    let failure: unknown;
    const answer = await nextAnswer(file, transfer, options).catch((error: unknown) => {
      if (!hasBegun || transfer.signal.aborted || !mayPass(error, options.link)) throw error;
      failure = error;
    });
    if (answer && file && endsHere(answer, file, transfer)) {
      answer.reader.cancel().catch(() => {});
      return;
    }
    if (answer && file && !continues(answer, file, transfer)) {
      if (transfer.received > 0) await startOver(sink, transfer);
      file = undefined;
      // Part of another version: the next request asks for the whole of it.
      if (answer.start !== 0) answer.reader.cancel().catch(() => {});
    }
    if (answer && (file || answer.start === 0)) {
      hasBegun = true;
      file = { etag: answer.etag, total: answer.total ?? file?.total };
      failure = await copy(answer, file, sink, transfer, options);
      if (failure === undefined) return;
    }
    if (resume > mostResumes || (file && file.etag === undefined)) throw failure ?? changed(transfer);
    await options.pause(resume);
  }
}

/** Asks for the file, or for the rest of it. */
async function nextAnswer(
  file: FileFacts | undefined,
  transfer: Transfer,
  { link, request }: ReceiveOptions,
): Promise<FileAnswer> {
  const { received } = transfer;
  const part = received > 0 && file?.etag !== undefined;
  const headers = part ? { range: `bytes=${received}-`, "if-range": file.etag } : undefined;
  return readAnswer(await request(await link.current(), headers ?? {}), part, transfer);
}

/** Whether the bytes of an answer are of the file that is known, and reach those that are still missing. */
function continues({ etag, total, start }: FileAnswer, file: FileFacts, { received }: Transfer): boolean {
  const isSame = etag === file.etag && (total ?? file.total) === (file.total ?? total);
  return isSame && (start === 0 || start === received);
}

/** Whether an answer says that nothing comes after the bytes that are there: a 416, which seldom names the version. */
function endsHere({ etag, total, start }: FileAnswer, file: FileFacts, { received }: Transfer): boolean {
  const isSame = (etag ?? file.etag) === file.etag && (file.total ?? total) === total;
  return isSame && start === undefined && total === received;
}

/** @throws KnowledgeBaseError of kind `download-failed` when the sink cannot start over. */
async function startOver(sink: Sink, transfer: Transfer): Promise<void> {
  if (sink.restart === undefined) throw changed(transfer);
  await sink.restart();
  transfer.received = 0;
}

/**
 * Copies the bytes of an answer that are still missing.
 *
 * @returns the error of an answer that broke off; undefined when the file is whole
 */
async function copy(
  answer: FileAnswer,
  { total }: FileFacts,
  sink: Sink,
  transfer: Transfer,
  { maximumBytes, onProgress }: ReceiveOptions,
): Promise<unknown> {
  const { reader, start = 0 } = answer;
  // A storage that knows no ranges sends what is there already once more.
  let known = transfer.received - start;
  try {
    if (total !== undefined && total > maximumBytes) throw tooLarge(maximumBytes, transfer);
    onProgress?.({ received: transfer.received, total });
    while (true) {
      const read = reader.read().catch((error: unknown) => Promise.reject(brokenOff(error, total, transfer)));
      const piece = await transfer.answer(read).catch((error: unknown) => ({ error }));
      if ("error" in piece) {
        transfer.signal.throwIfAborted();
        reader.cancel().catch(() => {});
        return piece.error;
      }
      if (piece.done) break;
      const bytes = piece.value.subarray(Math.min(known, piece.value.byteLength));
      known -= piece.value.byteLength - bytes.byteLength;
      if (bytes.byteLength === 0) continue;
      transfer.received += bytes.byteLength;
      if (transfer.received > maximumBytes) throw tooLarge(maximumBytes, transfer);
      if (total !== undefined && transfer.received > total) throw brokenOff(undefined, total, transfer);
      await sink.write(bytes);
      onProgress?.({ received: transfer.received, total });
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
  const hasEnded = total === undefined ? answer.isWhole : transfer.received === total;
  return known === 0 && hasEnded ? undefined : brokenOff(undefined, total, transfer);
}

/** Whether a request that failed in the middle of a download may succeed when it is made again. */
function mayPass(error: unknown, link: TaskLink): boolean {
  if (!isKnowledgeBaseError(error)) return false;
  const { kind, status = 0 } = error;
  if (kind === "link-expired") return link.drop();
  if (kind === "connection" || kind === "timeout") return true;
  return kind === "download-failed" && (status === 408 || status === 429 || status >= 500);
}

function tooLarge(maximumBytes: number, { sent }: Transfer) {
  const hint = "Set `maximumBytes` higher if you expect such a file.";
  return downloadFailed(`The file is larger than ${maximumBytes} bytes.`, hint, { status: 200, attempts: sent });
}

function changed({ sent }: Transfer) {
  return downloadFailed("The file changed while it was downloaded.", "Download it again.", { attempts: sent });
}
