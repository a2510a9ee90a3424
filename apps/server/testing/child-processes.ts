import { readdirSync, readFileSync } from "node:fs";

/** Whether these functions work on this system. */
export const canListProcesses = process.platform === "linux";

/** Ids of the children of a process, started by any of its threads, that have not ended. Linux only. */
export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
    );
  } catch {
    // The process or one of its threads has ended meanwhile.
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
