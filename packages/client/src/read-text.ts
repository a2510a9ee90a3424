import type { Attempt } from "./attempt.js";
import { failUnanswered, loadFailures } from "./load-failures.js";

/** Refuses what is no UTF-8, and leaves out a byte order mark, as fetch's own `text()` does. */
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });

/**
 * The text of an answer, of no more than so many bytes. The body is let go of where it is longer, or when the attempt
 * is over.
 *
 * @throws KnowledgeBaseError of kind `invalid-response` for what is too long or no UTF-8, `connection` where the answer
 * breaks off.
 */
export async function readText(response: Response, attempt: Attempt, maximumBytes: number): Promise<string> {
  const bytes = await readBytes(response, attempt, maximumBytes).catch((error: unknown) =>
    failUnanswered(error, attempt),
  );
  if (bytes === undefined) throw (await loadFailures(attempt)).answerTooLong(response, attempt, maximumBytes);
  try {
    return utf8.decode(bytes);
  } catch {
    throw (await loadFailures(attempt)).invalidResponse(response, attempt, "no UTF-8");
  }
}

/** Undefined where there are more. */
async function readBytes(response: Response, attempt: Attempt, maximum: number): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader();
  // An empty body; or React Native, which has no streams.
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  attempt.release = () => {
    reader.cancel().catch(() => {});
  };
  const chunks: Uint8Array[] = [];
  let length = Number(response.headers.get("content-length")) > maximum ? maximum + 1 : 0;
  while (length <= maximum) {
    const { done, value } = await reader.read();
    if (done) return chunks.length === 1 ? chunks[0] : joined(chunks, length);
    length += value.length;
    chunks.push(value);
  }
  attempt.release();
  return undefined;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
