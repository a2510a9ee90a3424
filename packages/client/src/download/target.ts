import { builtInModule, type OpenFile } from "./built-in-modules.js";
import { downloadFailed, reasonOf } from "./download-error.js";
import { untilAborted } from "./transfer.js";

/**
 * Where a download goes: the path or `file:` URL of a file, where the runtime has files; a stream, which is closed at
 * the end and aborted when the download fails; or a function that gets the bytes piece by piece, and is waited for.
 */
export type DownloadTarget = string | URL | WritableStream<Uint8Array> | ((chunk: Uint8Array) => void | Promise<void>);

/** What takes the bytes of a download. */
export interface Sink {
  /** Refuses what cannot be written to, before anything is sent. */
  readonly prepare?: () => Promise<void>;
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** Completes it, once all bytes are written. */
  readonly finish?: () => Promise<void>;
  /** Leaves nothing behind; never rejects. */
  readonly discard?: (reason: unknown) => Promise<void>;
}

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

/**
 * Writes to a stream of the caller's, as `pipeTo` would. Once the signal aborts it is not waited for any more, since what
 * the stream itself waits for may never come.
 *
 * @throws TypeError when it is no stream, or another writer has it.
 */
function streamSink(stream: WritableStream<Uint8Array>, signal: AbortSignal): Sink {
  const writer = stream.getWriter();
  // The caller hears of the stream's failure from the stream. Nobody handles this promise of the same failure.
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
 * Writes to a temporary file beside the target, and renames it when it is whole: the target is always a whole download,
 * or what it was before.
 *
 * @throws TypeError when the path is empty or no `file:` URL, and where the runtime has no files.
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
      // Unlike renaming, linking fails where the file was made in the meantime. Not every file system can do it.
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
