import { type BodyReader, readerOf } from "../transport/body-reader.js";
import { downloadFailed, linkExpired, reasonOf } from "./download-error.js";
import type { Transfer } from "./transfer.js";

/** What the answers of a storage say of the file. */
export interface FileFacts {
  /** The strong ETag of the file, which no other content has; undefined where the storage gives none. */
  readonly etag: string | undefined;
  /** Its length in bytes; undefined where it is not announced. */
  readonly total: number | undefined;
}

/** An answer that brings the file, or a part of it. */
export interface FileAnswer extends FileFacts {
  /** Where in the file its body begins; undefined where it does not say, or has none of the file. */
  readonly start: number | undefined;
  /** Whether its body is the whole file, so that its end is that of the file even where no length is announced. */
  readonly isWhole: boolean;
  readonly reader: BodyReader;
}

/**
 * Reads what an answer says of the file. Statuses that stand for a part count only where a part was asked for.
 *
 * @throws KnowledgeBaseError of kind `link-expired` when the answer says so, and of kind `download-failed` when it
 * holds no file.
 */
export async function readAnswer(response: Response, isPart: boolean, transfer: Transfer): Promise<FileAnswer> {
  const { headers, status } = response;
  const reader = readerOf(response);
  try {
    if (!(status === 200 || (isPart && [206, 416].includes(status)))) await refuseAnswer(status, reader, transfer);
    const encoding = headers.get("content-encoding") ?? "identity";
    if (encoding.toLowerCase() !== "identity") {
      throw downloadFailed(
        "The storage sends the file encoded, though that was not asked for: its length cannot be checked.",
        "Check what stands between here and the storage, as a proxy that compresses.",
        { status, attempts: transfer.sent },
      );
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
  // A weak ETag, which begins with W/, may be that of other bytes with the same meaning (RFC 9110, section 8.8.1).
  const [etag] = /^"[^"]*"$/.exec(headers.get("etag") ?? "") ?? [];
  if (status === 200) return { etag, total: numberIn(headers.get("content-length")), start: 0, isWhole: true, reader };
  // A file that ends before the part (416) says `*` in the place of its bytes; a part, in that of an unknown length.
  const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
  return { etag, total: numberIn(total), start: numberIn(start), isWhole: false, reader };
}

function numberIn(text: string | null | undefined): number | undefined {
  return /^\d+$/.test(text ?? "") ? Number(text) : undefined;
}

async function refuseAnswer(status: number, reader: BodyReader, transfer: Transfer): Promise<never> {
  const facts = { status, attempts: transfer.sent };
  if (await saysExpired(status, reader, transfer))
    throw linkExpired("The storage says that the link has expired.", facts);
  throw downloadFailed(`The storage answered with HTTP ${status}.`, "Ask tasks.info again for a fresh link.", facts);
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

/** The error of a file that did not come whole. */
export function brokenOff(error: unknown, total: number | undefined, { received, sent }: Transfer) {
  const amount = total === undefined ? `${received} bytes` : `${received} of ${total} bytes`;
  const ended = total === undefined ? "and no answer says that this is its end" : "which is not the announced length";
  const reason = error === undefined ? ended : reasonOf(error);
  return downloadFailed(`The file did not come whole: ${amount}, ${reason}.`, "Try again.", {
    status: 200,
    attempts: sent,
  });
}
