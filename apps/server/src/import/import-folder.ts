import { Worker } from "node:worker_threads";
import type { ImportMessage, ImportTask } from "./import-message.js";
import type { ImportEvent, ImportOptions, ImportReport } from "./import-options.js";

// By way of the package's root, so that sources run by a test find the built worker as well.
const workerFile = new URL("../../dist/import/import-worker.js", import.meta.url);

/**
 * Imports a folder into a database as `runImport` does, in a thread and with a connection of its own: whoever serves
 * the database meanwhile is not held up. An abort lets the document that is being imported end, and the report says
 * `interrupted`; one beforehand lets none begin. A document that takes too much memory to be read fails alone.
 *
 * @throws Error as `runImport` and `openStorage` do.
 */
export async function importFolder(options: ImportOptions): Promise<ImportReport> {
  const { databasePath, signal, onProgress = () => {}, ...folderImport } = options;
  const task: ImportTask = { databasePath, folderImport, aborted: signal?.aborted === true };
  const worker = new Worker(workerFile, { workerData: task });
  const abort = () => worker.postMessage("abort");
  signal?.addEventListener("abort", abort);
  try {
    return await reportOf(worker, onProgress);
  } finally {
    signal?.removeEventListener("abort", abort);
    await worker.terminate();
  }
}

function reportOf(worker: Worker, onProgress: (event: ImportEvent) => void): Promise<ImportReport> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: ImportMessage) => {
      if (message.kind === "report") resolve(message.report);
      else if (message.kind === "error") reject(new Error(message.message));
      else tell(message.event);
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("The import's thread has ended before the import has.")));
    const tell = (event: ImportEvent) => {
      try {
        onProgress(event);
      } catch (error) {
        reject(error);
      }
    };
  });
}
