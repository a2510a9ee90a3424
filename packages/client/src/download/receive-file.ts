import { type BodyReader, readerOf } from "../transport/body-reader.js";
import { downloadFailed, linkExpired, reasonOf } from "./download-error.js";
import type { DownloadProgress } from "./download-options.js";
import type { Sink } from "./sink.js";
import type { Transfer } from "./transfer.js";

/** How much is accepted, and who is told of the progress. */
interface ReceiveOptions {
  readonly maximumBytes: number;
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * Copies the file in an answer to a sink. Each piece waits until the one before it is written.
 *
 * @throws KnowledgeBaseError of kind `link-expired` when the answer says so, and of kind `download-failed` when the
 * answer holds no file, breaks off, is too large, or does not have the announced length; and any error of the sink.
 */
export async function receiveFile(
  response: Response,
  sink: Sink,
  transfer: Transfer,
  { maximumBytes, onProgress }: ReceiveOptions,
): Promise<void> {
  const reader = readerOf(response);
  try {
    const total = await requireFile(response, reader, maximumBytes, transfer);
    onProgress?.({ received: 0, total });
    while (true) {
      const { done, value } = await transfer.answer(reader.read().catch((error) => breakOff(error, total, transfer)));
      if (done) break;
      transfer.received += value.byteLength;
      if (transfer.received > maximumBytes) throw tooLarge(maximumBytes, transfer);
      await sink.write(value);
      onProgress?.({ received: transfer.received, total });
    }
    if (total !== undefined && transfer.received !== total) breakOff(undefined, total, transfer);
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}

/** Checks that an answer brings a file, and gives its announced length in bytes, if it has one. */
async function requireFile(
  { headers, status }: Response,
  reader: BodyReader,
  maximumBytes: number,
  transfer: Transfer,
): Promise<number | undefined> {
  const facts = { status, attempts: transfer.sent };
  if (status !== 200) {
    if (await saysExpired(status, reader, transfer))
      throw linkExpired("The storage says that the link has expired.", facts);
    throw downloadFailed(`The storage answered with HTTP ${status}.`, "Ask tasks.info again for a fresh link.", facts);
  }
  const encoding = headers.get("content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    throw downloadFailed(
      "The storage sends the file encoded, though that was not asked for: its length cannot be checked.",
      "Check what stands between here and the storage, as a proxy that compresses.",
      facts,
    );
  }
  const length = headers.get("content-length") ?? "";
  const total = /^\d+$/.test(length) ? Number(length) : undefined;
  if (total !== undefined && total > maximumBytes) throw tooLarge(maximumBytes, transfer);
  return total;
}

/** Whether a refusal says that the link has expired. Its text is not quoted, since storages repeat what was signed. */
async function saysExpired(status: number, reader: BodyReader, transfer: Transfer): Promise<boolean> {
  if (![400, 401, 403].includes(status)) return false;
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < 8192) {
      const { done, value } = await transfer.answer(reader.read());
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // When the answer breaks off, the part that came decides.
  }
  return /\bexpired\b/i.test(text.slice(0, 8192));
}

function tooLarge(maximumBytes: number, { sent }: Transfer) {
  const hint = "Set `maximumBytes` higher if you expect such a file.";
  return downloadFailed(`The file is larger than ${maximumBytes} bytes.`, hint, { status: 200, attempts: sent });
}

function breakOff(error: unknown, total: number | undefined, { received, sent }: Transfer): never {
  const amount = total === undefined ? `${received} bytes` : `${received} of ${total} bytes`;
  const reason = error === undefined ? "which is not the announced length" : reasonOf(error);
  throw downloadFailed(`The file did not come whole: ${amount}, ${reason}.`, "Try again.", {
    status: 200,
    attempts: sent,
  });
}
