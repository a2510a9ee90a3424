import { parentPort, workerData } from "node:worker_threads";
import { openStorage } from "../storage/open-storage.js";
import type { FolderImport, ImportEvent, ImportReport } from "./options.js";
import { readingProcess } from "./read/reading-process.js";
import { runImport } from "./run-import.js";

/** What the worker of an import is given. */
export interface ImportTask {
  readonly databasePath: string;
  readonly folderImport: FolderImport;
  /** Whether the import was aborted before it began. */
  readonly aborted: boolean;
}

/** What it sends: events, and in the end the report, or why there is none. Any message to it aborts the import. */
export type ImportMessage =
  | { readonly kind: "event"; readonly event: ImportEvent }
  | { readonly kind: "report"; readonly report: ImportReport }
  | { readonly kind: "error"; readonly message: string };

// A worker thread of importFolder runs this: one import, with its own connection to the database.

const { databasePath, folderImport, aborted } = workerData as ImportTask;
const abortion = new AbortController();
if (aborted) abortion.abort();
parentPort?.once("message", () => abortion.abort());

try {
  send({ kind: "report", report: await importWithOwnStorage() });
} catch (error) {
  send({ kind: "error", message: error instanceof Error ? error.message : String(error) });
}

async function importWithOwnStorage(): Promise<ImportReport> {
  const storage = await openStorage(databasePath);
  const reading = readingProcess();
  try {
    return await runImport(storage, folderImport, {
      reading,
      signal: abortion.signal,
      onProgress: (event) => send({ kind: "event", event }),
    });
  } finally {
    reading.close();
    await storage.close();
  }
}

function send(message: ImportMessage): void {
  parentPort?.postMessage(message);
}
