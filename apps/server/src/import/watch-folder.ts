import { realpath } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { watch } from "chokidar";
import { collectionFileName } from "./collection-file.js";
import { importFolder } from "./import-folder.js";
import type { ImportOptions, ImportReport } from "./options.js";
import { extensionOf, isPassedOver } from "./plan/walk-folder.js";
import { documentReaders } from "./read/readers.js";

/** How a folder is kept imported. */
export interface WatchOptions extends ImportOptions {
  /** Takes the report of each import, the first one's as well. */
  readonly onReport: (report: ImportReport) => void;
  /** Takes the error when a later import fails or something cannot be watched; watching goes on. Default: a warning. */
  readonly onError?: ((error: Error) => void) | undefined;
  /**
   * How many milliseconds after a change further changes are waited for, to be imported with it: editors write a file
   * in several steps. Default: 100.
   */
  readonly settleMilliseconds?: number | undefined;
  /**
   * After how many milliseconds an import that failed or left documents waiting is tried again. The time doubles with
   * each such import, up to five minutes. Default: 1,000.
   */
  readonly retryMilliseconds?: number | undefined;
}

const longestRetryMilliseconds = 300_000;

/** A folder that is being watched. */
export interface FolderWatcher {
  /** Ends the watch, and resolves when the import that is under way has ended. Calling it again changes nothing. */
  close(): Promise<void>;
}

/**
 * Imports a folder, and again after each change in it until it is closed or the signal is aborted; one import runs at
 * a time. What changes during an import is in the next one. An abort ends the watch as `close` does, and the import
 * that is under way as well, so that the process can end. With a signal that is aborted already nothing is imported,
 * watched or reported.
 *
 * @throws Error when the first import fails, or `onReport` throws at its report. What `onReport` throws later goes to
 * `onError`; what that throws becomes a warning of the process, and watching goes on.
 */
export async function watchFolder(options: WatchOptions): Promise<FolderWatcher> {
  const { onReport, onError = warn, settleMilliseconds = 100, retryMilliseconds = 1_000, ...importOptions } = options;
  const { signal } = importOptions;
  // Links inside the folder are not followed, but the folder itself may be one. The import says when it is missing.
  const folder = await realpath(options.folder).catch(() => resolve(options.folder));
  if (signal?.aborted) return { close: async () => {} };

  let closing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  let failuresInTurn = 0;
  let isQueued = false;
  let imports = Promise.resolve();

  const tellError = (error: unknown) => {
    try {
      onError(asError(error));
    } catch (thrown) {
      warn(asError(thrown));
    }
  };
  const importOnce = async () => {
    clearTimeout(retryTimer);
    let isWhole = false;
    try {
      const report = await importFolder(importOptions);
      isWhole = report.waiting.length === 0;
      onReport(report);
    } finally {
      failuresInTurn = isWhole ? 0 : failuresInTurn + 1;
      const delay = Math.min(retryMilliseconds * 2 ** (failuresInTurn - 1), longestRetryMilliseconds);
      if (!isWhole && closing === undefined) retryTimer = setTimeout(queueImport, delay);
    }
  };
  const importAgain = async () => {
    isQueued = false;
    if (closing === undefined) await importOnce().catch(tellError);
  };
  const queueImport = () => {
    if (isQueued) return;
    isQueued = true;
    imports = imports.then(importAgain);
  };
  const noticeChange = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      queueImport();
    }, settleMilliseconds);
  };

  // Only what may become a document is watched: the database may be in the folder, and an import writes to it.
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) => path !== folder && isIgnored(basename(path), stats?.isFile() === true),
  });
  watcher.on("error", tellError);
  const ready = new Promise<void>((isReady) => watcher.once("ready", isReady));
  const end = async () => {
    signal?.removeEventListener("abort", close);
    // A watcher that is closed before it is ready never says that it is ready.
    await ready;
    await watcher.close();
    clearTimeout(timer);
    clearTimeout(retryTimer);
    await imports;
  };
  const close = () => {
    closing ??= end();
    return closing;
  };
  signal?.addEventListener("abort", close);

  await ready;
  if (closing === undefined) {
    // Only now: a change that is noticed while the folder is scanned is in the first import, which begins here.
    watcher.on("all", noticeChange);
    const first = importOnce();
    imports = first.catch(() => {});
    try {
      await first;
    } catch (error) {
      await close();
      throw error;
    }
  }
  return { close };
}

function isIgnored(name: string, isFile: boolean): boolean {
  if (isPassedOver(name) || !isFile) return isPassedOver(name);
  const isType = (extension: string) => documentReaders.has(extension);
  return name !== collectionFileName && !isType(extensionOf(name, isType));
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function warn(error: Error): void {
  process.emitWarning(error);
}
