import { readdirSync, readFileSync } from "node:fs";

/** Whether the system tells of processes as these functions ask for it. */
export const canListProcesses = process.platform === "linux";

/** Ids of the processes that a process has started, in whichever of its threads, and that have not ended. Linux only. */
export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
    );
  } catch {
    // It, or a thread of it, has ended meanwhile.
    return [];
  }
}

/** Whether a process runs. One that has ended and waits for its parent to notice does not. Linux only. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
