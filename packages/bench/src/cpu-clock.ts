import { readdirSync, readFileSync } from "node:fs";

/** CPU time that a process has used so far, in microseconds. */
export type CpuClock = () => number;

/** User and system time of all threads, so that work handed to another thread, as Web Crypto's, counts as well. */
export function processCpuClock(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * CPU time of a process that is running, in microseconds: of all its threads that have not ended, as the scheduler counts
 * it, in nanoseconds.
 *
 * @throws Error where there is no such process, and on any system but Linux.
 */
export function runningProcessCpu(pid: number): number {
  requireLinux();
  const tasks = `/proc/${pid}/task`;
  const nanoseconds = readdirSync(tasks).reduce(
    (sum, thread) => sum + Number(readFileSync(`${tasks}/${thread}/schedstat`, "utf8").split(" ", 1)[0]),
    0,
  );
  return nanoseconds / 1000;
}

/** What `/proc/<pid>/stat` counts CPU time in, on every Linux. */
const microsecondsOfTick = 10_000;

/**
 * CPU time of all processes that this one has started, with what they have started, once they have ended, in steps of
 * 10 ms.
 *
 * @throws Error on any system but Linux.
 */
export function endedChildrenCpuClock(): number {
  requireLinux();
  // The name of the program, in parentheses, may hold anything; the fields behind it are numbers.
  const [, text = ""] = /\) (.*)/s.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
  // Fields 16 and 17 of proc(5), cutime and cstime; `text` begins with field 3.
  const [user = Number.NaN, system = Number.NaN] = text.split(" ").map(Number).slice(13);
  return (user + system) * microsecondsOfTick;
}

function requireLinux(): void {
  if (process.platform !== "linux") throw new Error("The CPU time of other processes is read from /proc: Linux only.");
}
