import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { parentPort } from "node:worker_threads";
import type { ImportLimits } from "../limits.js";
import { lifelineDescriptor, type PassedLimit } from "./reading-message.js";

// A thread of a reading process that ends it: when its import has ended, and when a document takes too much of what V8
// does not limit. The thread that reads is busy with a document, so it could do neither.

/** The limits of the document that is being read from now on; none: no document is. */
export interface GuardNotice {
  readonly limits?: ImportLimits;
}

/** In milliseconds. */
const interval = 50;

/** Beyond the heap: the program itself, the file and the points that it gives, as they are sent. In MiB. */
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
