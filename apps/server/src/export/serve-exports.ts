import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { Storage } from "../storage/storage.js";
import type { ExportMessage, ExportWork } from "./export-worker.js";
import { type ExportEvent, type ExportTimes, exportTimes } from "./run-exports.js";

/**
 * In MiB, for the thread of exports. It holds a step of points, and a line for each document. What it makes lives
 * shortly, and a small young generation gives it free soon: by itself V8 would let some 100 MiB of it gather.
 */
const heap = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 };

/** In milliseconds: how long the thread has to leave what it does in order, when the server is closed. */
const stopTime = 5_000;

/** Work on exports that goes on until it is stopped. */
export interface ServedExports {
  stop(): Promise<void>;
}

/**
 * Looks for exports that nobody works on, and for results whose time is over, and has them worked off in a thread of
 * their own, with its own connection: so they do not hold up answers. There is no thread while there is nothing to do.
 */
export function serveExports(
  storage: Storage,
  log: Logger | undefined,
  times: ExportTimes = exportTimes,
): ServedExports {
  const stopping = new AbortController();
  const { signal } = stopping;
  let worker: Worker | undefined;
  let lastFault: string | undefined;

  /** Resolves when the thread has ended, to what it ended of where that was too early. */
  const workOff = async () => {
    const work: ExportWork = { location: storage.location, times };
    const thread = new Worker(new URL("./export-worker.js", import.meta.url), {
      workerData: work,
      resourceLimits: heap,
    });
    worker = thread;
    let fault: string | undefined;
    thread.on("message", (message: ExportMessage) => {
      if (message.kind === "error") fault = message.message;
      else tell(log, message.event);
    });
    thread.on("error", (error) => {
      fault = error.message;
    });
    await new Promise((resolve) => thread.once("exit", resolve));
    worker = undefined;
    return fault;
  };
  /** Told once for as long as it lasts, since what is wrong with a database may stay so for long. */
  const setFault = (fault: string | undefined) => {
    if (fault !== undefined && fault !== lastFault) log?.error(`Exports cannot be worked off: ${fault}`);
    lastFault = fault;
  };
  const look = async () => {
    for (;;) {
      await sleep(times.poll, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const hasWork = await storage.read((reads) => reads.hasExportWork(Date.now()));
        setFault(hasWork && !signal.aborted ? await workOff() : undefined);
      } catch (error) {
        setFault(error instanceof Error ? error.message : String(error));
      }
    }
  };
  void look();

  return {
    async stop() {
      stopping.abort();
      if (worker === undefined) return;
      const stopped = worker;
      const ended = new Promise((resolve) => stopped.once("exit", resolve));
      stopped.postMessage("stop");
      const late = setTimeout(() => stopped.terminate(), stopTime);
      await ended;
      clearTimeout(late);
    },
  };
}

function tell(log: Logger | undefined, { taskId, ...event }: ExportEvent): void {
  const { outcome, reason, byteLength } = event;
  const details = { taskId, byteLength };
  if (outcome === "success") log?.info(details, `Export ${taskId} has succeeded: ${byteLength} bytes.`);
  else if (outcome === "given up") log?.info(details, `Export ${taskId} is put off: the server ends.`);
  else if (outcome === "again") log?.error(details, `Export ${taskId} is tried again: ${reason}`);
  else log?.error(details, `Export ${taskId} has failed for good. Ask for a new one when this is mended: ${reason}`);
}
