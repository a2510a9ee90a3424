import { setImmediate } from "node:timers/promises";

/** Characters of a piece: enough that the turns between cost nothing, and few enough that Ctrl-C has effect at once. */
const pieceLength = 64 * 1024;

/**
 * Writes a text, or several in order, as fast as the stream takes them. After each piece there is a turn, in which
 * Ctrl-C has effect. Rejects when aborted.
 */
export async function writeInPieces(
  stream: Pick<NodeJS.WriteStream, "write">,
  text: string | Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  for (const piece of piecesOf(typeof text === "string" ? [text] : text)) {
    await writePiece(stream, piece, signal);
    // Input such as Ctrl-C is handled between two such turns; the first may come before that.
    await setImmediate();
    await setImmediate();
    signal.throwIfAborted();
  }
}

/** Puts short texts together and cuts long ones into pieces; as bytes, so that no character is cut in two. */
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

/** Waits until the stream has taken a piece, or until the abort: the reader may have stopped reading. */
function writePiece(stream: Pick<NodeJS.WriteStream, "write">, piece: Uint8Array, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
    // The stream reports failed writes by its event `error`.
    stream.write(piece, () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    });
  });
}
