import { setImmediate } from "node:timers/promises";

/** Characters of a piece: enough that turns cost nothing, few enough for Ctrl-C to be heard at once. */
const pieceLength = 64 * 1024;

/**
 * Writes a text, or one after the other, as the stream passes them on, with a turn behind each piece, in which Ctrl-C is
 * heard. Rejects when aborted.
 */
export async function writeInPieces(
  stream: Pick<NodeJS.WriteStream, "write">,
  text: string | Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  for (const piece of piecesOf(typeof text === "string" ? [text] : text)) {
    await writePiece(stream, piece, signal);
    // What has arrived is looked at between two of them; the first may come before that.
    await setImmediate();
    await setImmediate();
    signal.throwIfAborted();
  }
}

/** Short texts together, and long ones in parts; of bytes, so that no character is cut in two. */
function* piecesOf(texts: Iterable<string>): Generator<Uint8Array> {
  let waiting = "";
  for (const text of texts) {
    waiting += text;
    if (waiting.length < pieceLength) continue;
    yield* partsOf(waiting);
    waiting = "";
  }
  yield* partsOf(waiting);
}

function* partsOf(text: string): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += pieceLength) yield bytes.subarray(start, start + pieceLength);
}

/** Waits until the stream has passed a piece on, and no longer than until the abort: a reader may have stopped reading. */
function writePiece(stream: Pick<NodeJS.WriteStream, "write">, piece: Uint8Array, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
    // What the stream cannot write it tells as its `error`.
    stream.write(piece, () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    });
  });
}
