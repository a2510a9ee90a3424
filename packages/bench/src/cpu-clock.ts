import { readdirSync, readFileSync } from "node:fs";

/** CPU time that a process has used so far, in microseconds. */
export type CpuClock = () => number;

/** User and system time of all threads, so that work handed to another thread, as Web Crypto's, counts as well. */
export function processCpuClock(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * CPU time of a process that is running, in microseconds: of all its threads that have not ended, as the scheduler
 * counts it, in nanoseconds.
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
  const [, , user = Number.NaN, system = Number.NaN] = timesOf("self");
  return (user + system) * microsecondsOfTick;
}

/**
 * CPU time of a process, also of its threads that have ended, in microseconds, in steps of 10 ms.
 *
 * @throws Error where there is no such process, and on any system but Linux.
 */
export function wholeProcessCpu(pid: number): number {
  const [user = Number.NaN, system = Number.NaN] = timesOf(pid);
  return (user + system) * microsecondsOfTick;
}

/** Fields 14 to 17 of `/proc/<pid>/stat` (proc(5)): utime, stime, cutime, cstime. */
function timesOf(pid: number | "self"): number[] {
  requireLinux();
  // The name of the program, in parentheses, may hold anything; field 3 follows it.
  const [, text = ""] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  return text.split(" ").map(Number).slice(11, 15);
}

function requireLinux(): void {
  if (process.platform !== "linux") throw new Error("The CPU time of other processes is read from /proc: Linux only.");
}
