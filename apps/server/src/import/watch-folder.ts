import { realpath } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { watch } from "chokidar";
import { extensionOf, isHidden } from "./file-name.js";
import { importFolder } from "./import-folder.js";
import type { ImportOptions, ImportReport } from "./import-options.js";
import { documentReaders } from "./readers/document-readers.js";

/** How a folder is kept imported. */
export interface WatchOptions extends ImportOptions {
  /** Takes the report of each import, the first one's as well. */
  readonly onReport: (report: ImportReport) => void;
  /** Takes why a later import failed, or something cannot be watched; watching goes on. Default: a process warning. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** A folder that is being watched. */
export interface FolderWatcher {
  /** Ends the watch, once an import that is under way has ended. */
  close(): Promise<void>;
}

/** Editors write a file in several steps: what comes within these milliseconds is imported at once. */
const settleMilliseconds = 100;

/**
 * Imports a folder, and again after each change in it until it is closed or the signal is aborted; one import runs at
 * a time. What changes during an import is in the next one.
 *
 * @throws Error when the first import fails.
 */
export async function watchFolder(options: WatchOptions): Promise<FolderWatcher> {
  const { onReport, onError = (error) => process.emitWarning(error), ...importOptions } = options;
  // Links in a folder are not followed, but the folder itself may be one. One that is missing the import tells of.
  const folder = await realpath(options.folder).catch(() => resolve(options.folder));
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let isQueued = false;
  let imports = Promise.resolve();

  const importOnce = async () => onReport(await importFolder(importOptions));
  const importAgain = async () => {
    isQueued = false;
    if (closed || options.signal?.aborted) return;
    await importOnce().catch(onError);
  };
  const noticeChange = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (isQueued) return;
      isQueued = true;
      imports = imports.then(importAgain);
    }, settleMilliseconds);
  };

  // Only what may become a document: the database may be in the folder too, and an import writes to it.
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) => path !== folder && isIgnored(basename(path), stats?.isFile() === true),
  });
  const close = async () => {
    closed = true;
    clearTimeout(timer);
    await watcher.close();
    await imports;
  };
  watcher.on("all", noticeChange).on("error", (error) => onError(error as Error));
  await new Promise<void>((ready) => watcher.once("ready", ready));
  const first = importOnce();
  imports = first.catch(() => {});
  try {
    await first;
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

function isIgnored(name: string, isFile: boolean): boolean {
  return isHidden(name) || (isFile && !documentReaders.has(extensionOf(name)));
}
