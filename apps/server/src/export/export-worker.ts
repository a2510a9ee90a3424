import { parentPort, workerData } from "node:worker_threads";
import { openStorage } from "../storage/open-storage.js";
import { type ExportEvent, type ExportTimes, runExports } from "./run-exports.js";

/** What the worker of exports is given. */
export interface ExportWork {
  readonly location: string;
  readonly times: ExportTimes;
}

/** What it sends: what becomes of exports, and why it ended early. Any message to it ends it. */
export type ExportMessage =
  | { readonly kind: "event"; readonly event: ExportEvent }
  | { readonly kind: "error"; readonly message: string };

// A worker thread of serveExports runs this: it works off what there is to do, and ends.

const { location, times } = workerData as ExportWork;
const stopping = new AbortController();
// The end of the thread does not wait for a message that may never come.
parentPort?.once("message", () => stopping.abort()).unref();

try {
  const storage = await openStorage(location);
  try {
    await runExports(storage, { times, signal: stopping.signal, onEvent: (event) => send({ kind: "event", event }) });
  } finally {
    await storage.close();
  }
} catch (error) {
  send({ kind: "error", message: error instanceof Error ? error.message : String(error) });
}

function send(message: ExportMessage): void {
  parentPort?.postMessage(message);
}
