import { downloadFailed, linkExpired } from "./download-error.js";
import type { Transfer } from "./transfer.js";

/**
 * Holds that an answer brings a file.
 *
 * @returns the length that it announces, in bytes; undefined where it announces none
 * @throws KnowledgeBaseError of kind `link-expired`, or `download-failed` for every other answer.
 */
export async function requireFile(
  response: Response,
  maximumBytes: number,
  transfer: Transfer,
): Promise<number | undefined> {
  const { headers, status } = response;
  const facts = { status, attempts: transfer.sent };
  if (status !== 200) {
    if (await saysExpired(response, transfer)) throw linkExpired("The storage says that the link has expired.", facts);
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

/** The error of a file that is larger than allowed. */
export function tooLarge(maximumBytes: number, { sent }: Transfer) {
  const hint = "Set `maximumBytes` higher if you expect such a file.";
  return downloadFailed(`The file is larger than ${maximumBytes} bytes.`, hint, { status: 200, attempts: sent });
}

/** Whether a refusal gives the link's age as its reason. Nothing of it is quoted: storages repeat what was signed. */
async function saysExpired({ body, status }: Response, transfer: Transfer): Promise<boolean> {
  const reader = [400, 401, 403].includes(status) ? body?.getReader() : undefined;
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (reader && text.length < 8192) {
      const { done, value } = await transfer.answer(reader.read());
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // An answer that breaks off says what it said so far.
  } finally {
    reader?.cancel().catch(() => {});
  }
  return /\bexpired\b/i.test(text.slice(0, 8192));
}
