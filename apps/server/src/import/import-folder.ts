import { Worker } from "node:worker_threads";
import type { ImportMessage, ImportTask } from "./import-worker.js";
import type { ImportOptions, ImportReport } from "./options.js";

/** In MiB, for the import's thread. It holds the list of all documents, one file, and one batch of points at a time. */
const maximumHeap = 512;

/**
 * Imports a folder into a database as `runImport` does, in its own thread and over its own connection, so that it does
 * not hold up a server in this process. An abort ends the import at once: the document that is being read stays as it
 * was, and the report says `interrupted`. With a signal that is aborted already nothing is imported. A document that
 * takes too much memory or CPU time to be read fails alone.
 *
 * @throws Error as `runImport` and `openStorage` do.
 */
export async function importFolder(options: ImportOptions): Promise<ImportReport> {
  const { databasePath, signal, onProgress = () => {}, ...folderImport } = options;
  const task: ImportTask = { databasePath, folderImport, aborted: signal?.aborted === true };
  const worker = new Worker(new URL("./import-worker.js", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maximumHeap },
  });
  const abort = () => worker.postMessage("abort");
  signal?.addEventListener("abort", abort);
  try {
    return await new Promise((resolve, reject) => {
      worker.on("message", (message: ImportMessage) => {
        if (message.kind === "report") return resolve(message.report);
        if (message.kind === "error") return reject(new Error(message.message));
        try {
          onProgress(message.event);
        } catch (error) {
          reject(error);
        }
      });
      worker.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "ERR_WORKER_INIT_FAILED") return reject(error);
        // Node's message ends in the system's code, such as EMFILE.
        const reason = error.message.replace(/^.*: /, "");
        reject(new Error(`The import's thread cannot be started: too few files or threads are free (${reason}).`));
      });
      worker.on("exit", () => reject(new Error("The import's thread has ended before the import has.")));
    });
  } finally {
    signal?.removeEventListener("abort", abort);
    await worker.terminate();
  }
}
