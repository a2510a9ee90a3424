import { fileSink } from "./file-sink.js";
import type { Sink } from "./sink.js";
import { streamSink } from "./stream-sink.js";
import { untilAborted } from "./until-aborted.js";

/**
 * Where a download goes: the path or `file:` URL of a file, where the runtime has files; a stream, which is closed at
 * the end and aborted when the download fails; or a function that gets the bytes piece by piece, and is waited for.
 */
export type DownloadTarget = string | URL | WritableStream<Uint8Array> | ((chunk: Uint8Array) => void | Promise<void>);

/**
 * Makes a target ready to be written to. Once the signal aborts, nothing of the caller's is waited for.
 *
 * @throws TypeError when it is no target, a stream that another has, or a path where there are no files.
 */
export function openTarget(target: DownloadTarget, overwrite: boolean, signal: AbortSignal): Sink | Promise<Sink> {
  if (typeof target === "function") return { write: (chunk) => untilAborted(call(target, chunk), signal) };
  if (typeof target === "string") return fileSink(target, overwrite);
  // By what they can do and not by their class: a URL or a stream of another realm, as of a test runner, is one too.
  const { getWriter, href } = Object(target) as Partial<WritableStream & URL>;
  if (getWriter) return streamSink(target as WritableStream<Uint8Array>, signal);
  if (href !== undefined) return fileSink(target as URL, overwrite);
  throw new TypeError("The target of a download is a path, a file: URL, a WritableStream or a function.");
}

async function call(target: (chunk: Uint8Array) => void | Promise<void>, chunk: Uint8Array): Promise<void> {
  await target(chunk);
}
