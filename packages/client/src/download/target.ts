import { fileSink } from "./file-sink.js";
import type { Sink } from "./sink.js";
import { type Transfer, untilAborted } from "./transfer.js";

/**
 * Where a download goes. It is the path or `file:` URL of a file, where the runtime has files; or a stream, which is
 * closed at the end and aborted when the download fails; or a function, which is called with each piece and awaited.
 */
export type DownloadTarget = string | URL | WritableStream<Uint8Array> | ((chunk: Uint8Array) => void | Promise<void>);

/**
 * Prepares a target. Once the download ends, the caller's stream or function is not awaited any more.
 *
 * @throws TypeError when it is not a target, is a stream in use, or is a path in a runtime without files.
 */
export function openTarget(target: DownloadTarget, overwrite: boolean, transfer: Transfer): Sink | Promise<Sink> {
  if (typeof target === "function") return { write: (chunk) => untilAborted(call(target, chunk), transfer.signal) };
  if (typeof target === "string") return fileSink(target, overwrite);
  // By their methods instead of their class: a URL or stream of another realm, such as a test runner's, counts too.
  const { getWriter, href } = Object(target) as Partial<WritableStream & URL>;
  if (getWriter) return streamSink(target as WritableStream<Uint8Array>, transfer);
  if (href !== undefined) return fileSink(target as URL, overwrite);
  throw new TypeError("The target of a download is a path, a file: URL, a WritableStream or a function.");
}

async function call(target: (chunk: Uint8Array) => void | Promise<void>, chunk: Uint8Array): Promise<void> {
  await target(chunk);
}

/**
 * Writes to the caller's stream, as `pipeTo` would. Once the download ends the stream is not awaited any more, since it
 * may wait for something that never happens. A stream that fails ends the download, even while nothing is written.
 *
 * @throws TypeError when it is not a stream, or has another writer.
 */
function streamSink(stream: WritableStream<Uint8Array>, { signal, end }: Transfer): Sink {
  const writer = stream.getWriter();
  writer.closed.catch(end);
  return {
    write: (chunk) => untilAborted(writer.write(chunk), signal),
    finish: () => untilAborted(writer.close(), signal),
    discard: async (reason) => {
      writer.abort(reason).catch(() => {});
      writer.releaseLock();
    },
  };
}
