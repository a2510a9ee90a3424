import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { parentPort } from "node:worker_threads";
import type { ImportLimits } from "../limits.js";
import { lifelineDescriptor, type PassedLimit } from "./reading-message.js";

// A thread that ends its reading process when the import has ended, or when a document takes too much CPU time or too
// much memory outside V8's heap. The main thread cannot do that: it is busy reading.

/** The limits of the document that is read from now on; without limits, none is being read. */
export interface GuardNotice {
  readonly limits?: ImportLimits;
}

/** In milliseconds. */
const interval = 50;

/** In MiB, beyond the heap: for the program itself, the file, and its points while they are sent. */
const allowance = 512;

let limits: ImportLimits | undefined;
let cpuSecondsBefore = 0;

const lifeline = new Socket({ fd: lifelineDescriptor });
lifeline.on("error", () => {}).once("close", end);
lifeline.resume();

parentPort?.on("message", (notice: GuardNotice) => {
  limits = notice.limits;
  cpuSecondsBefore = cpuSeconds();
});
setInterval(() => {
  if (limits === undefined) return;
  if (cpuSeconds() - cpuSecondsBefore > limits.maximumCpuSeconds) endBecauseOf("CPU time");
  if (process.memoryUsage.rss() / 2 ** 20 > limits.maximumHeapMebibytes + allowance) endBecauseOf("memory");
}, interval);
parentPort?.postMessage("ready");

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function endBecauseOf(limit: PassedLimit): void {
  writeSync(lifelineDescriptor, limit);
  end();
}

/** `process.exit` would end this thread alone. */
function end(): void {
  process.kill(process.pid, "SIGKILL");
}
