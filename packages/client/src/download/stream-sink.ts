import type { Sink } from "./sink.js";
import { untilAborted } from "./until-aborted.js";

/**
 * Writes to a stream of the caller's, as `pipeTo` would. It is not waited for once the signal aborts: what a caller's
 * stream waits for may never come.
 *
 * @throws TypeError when it is no stream, or another writer has it.
 */
export function streamSink(stream: WritableStream<Uint8Array>, signal: AbortSignal): Sink {
  const writer = stream.getWriter();
  // Whoever holds the stream hears of its failure by it; this promise of the same would be nobody's.
  writer.closed.catch(() => {});
  return {
    write: (chunk) => untilAborted(writer.write(chunk), signal),
    finish: () => untilAborted(writer.close(), signal),
    discard: async (reason) => {
      writer.abort(reason).catch(() => {});
      writer.releaseLock();
    },
  };
}
