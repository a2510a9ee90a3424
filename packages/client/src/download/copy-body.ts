import { downloadFailed, reasonOf } from "./download-error.js";
import type { DownloadProgress } from "./download-options.js";
import { tooLarge } from "./require-file.js";
import type { Sink } from "./sink.js";
import type { Transfer } from "./transfer.js";

/** How much is to come, and who is told of it. */
interface Expected {
  /** Length that was announced. */
  readonly total: number | undefined;
  readonly maximumBytes: number;
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * Copies the body of an answer, each piece as soon as the one before it is written.
 *
 * @throws KnowledgeBaseError of kind `download-failed` when it breaks off, is too large or has not the announced length;
 * and whatever the sink throws.
 */
export async function copyBody({ body }: Response, sink: Sink, transfer: Transfer, expected: Expected): Promise<void> {
  const { total, maximumBytes, onProgress } = expected;
  onProgress?.({ received: 0, total });
  const reader = body?.getReader();
  try {
    while (reader) {
      const { done, value } = await transfer.answer(reader.read().catch((error) => breakOff(error, total, transfer)));
      if (done) break;
      transfer.received += value.byteLength;
      if (transfer.received > maximumBytes) throw tooLarge(maximumBytes, transfer);
      await sink.write(value);
      onProgress?.({ received: transfer.received, total });
    }
  } catch (error) {
    reader?.cancel().catch(() => {});
    throw error;
  }
  if (total !== undefined && transfer.received !== total) breakOff(undefined, total, transfer);
}

function breakOff(error: unknown, total: number | undefined, { received, sent }: Transfer): never {
  const amount = total === undefined ? `${received} bytes` : `${received} of ${total} bytes`;
  const reason = error === undefined ? "the length that was announced is another" : reasonOf(error);
  throw downloadFailed(`The file did not come whole: ${amount}, ${reason}.`, "Try again.", {
    status: 200,
    attempts: sent,
  });
}
