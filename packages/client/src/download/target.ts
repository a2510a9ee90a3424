import { builtInModule, type OpenFile } from "./built-in-modules.js";
import { downloadFailed, reasonOf } from "./download-error.js";
import { untilAborted } from "./transfer.js";

/**
 * Where a download goes. It is the path or `file:` URL of a file, where the runtime has files; or a stream, which is
 * closed at the end and aborted when the download fails; or a function, which is called with each piece and awaited.
 */
export type DownloadTarget = string | URL | WritableStream<Uint8Array> | ((chunk: Uint8Array) => void | Promise<void>);

/** Writes the bytes of a download. */
export interface Sink {
  /** Rejects before anything is sent, when the target cannot be written to. */
  readonly prepare?: () => Promise<void>;
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** Completes the target, when all bytes are written. */
  readonly finish?: () => Promise<void>;
  /** Removes what was written; never rejects. */
  readonly discard?: (reason: unknown) => Promise<void>;
}

/**
 * Prepares a target. Once the signal aborts, the caller's stream or function is not awaited any more.
 *
 * @throws TypeError when it is not a target, is a stream in use, or is a path in a runtime without files.
 */
export function openTarget(target: DownloadTarget, overwrite: boolean, signal: AbortSignal): Sink | Promise<Sink> {
  if (typeof target === "function") return { write: (chunk) => untilAborted(call(target, chunk), signal) };
  if (typeof target === "string") return fileSink(target, overwrite);
  // By their methods instead of their class: a URL or stream of another realm, such as a test runner's, counts too.
  const { getWriter, href } = Object(target) as Partial<WritableStream & URL>;
  if (getWriter) return streamSink(target as WritableStream<Uint8Array>, signal);
  if (href !== undefined) return fileSink(target as URL, overwrite);
  throw new TypeError("The target of a download is a path, a file: URL, a WritableStream or a function.");
}

async function call(target: (chunk: Uint8Array) => void | Promise<void>, chunk: Uint8Array): Promise<void> {
  await target(chunk);
}

/**
 * Writes to the caller's stream, as `pipeTo` would. Once the signal aborts the stream is not awaited any more, since it
 * may wait for something that never happens.
 *
 * @throws TypeError when it is not a stream, or has another writer.
 */
function streamSink(stream: WritableStream<Uint8Array>, signal: AbortSignal): Sink {
  const writer = stream.getWriter();
  // The caller learns of a failure from the stream itself; this promise of the same failure needs a handler.
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

/**
 * Writes to a temporary file beside the target, and renames it when it is complete. So the target is always a whole
 * download, or what it was before.
 *
 * @throws TypeError when the path is empty or is not a `file:` URL, and where the runtime has no files.
 */
async function fileSink(target: string | URL, overwrite: boolean): Promise<Sink> {
  const files = await builtInModule("node:fs/promises");
  const urls = await builtInModule("node:url");
  const path = typeof target === "string" ? target : urls?.fileURLToPath(target.href);
  if (!files || path === undefined) {
    throw new TypeError("There are no files here: give a WritableStream or a function as the target.");
  }
  if (path === "") throw new TypeError("The path of the file is empty: name a file.");
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  let open: OpenFile | undefined;

  const step = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      const reason = reasonOf(error);
      throw reason === "EEXIST" ? exists(path) : downloadFailed(`${path} cannot be written: ${reason}`, pathHint);
    }
  };
  return {
    prepare: async () => {
      const found = await files.lstat(path).catch(() => undefined);
      if (found?.isDirectory()) throw downloadFailed(`${path} is a folder.`, "Name a file.");
      if (found && !overwrite) throw exists(path);
      await step(
        files.open(temporary, "wx").then((file) => {
          open = file;
        }),
      );
    },
    write: (chunk) => step(open ? open.writeFile(chunk) : Promise.reject()),
    finish: async () => {
      await open?.close();
      open = undefined;
      if (overwrite) return step(files.rename(temporary, path));
      // Linking fails when the file was created in the meantime; renaming would replace it. Not every file system has
      // links.
      await step(
        files.link(temporary, path).then(
          () => files.unlink(temporary),
          (error) => (reasonOf(error) === "EEXIST" ? Promise.reject(error) : files.rename(temporary, path)),
        ),
      );
    },
    discard: async () => {
      await open?.close().catch(() => {});
      await files.unlink(temporary).catch(() => {});
    },
  };
}

const pathHint = "Check that its folder exists, that it may be written to, and that there is room.";

function exists(path: string) {
  return downloadFailed(`${path} exists already.`, "Name another file, or set `overwrite`.");
}
