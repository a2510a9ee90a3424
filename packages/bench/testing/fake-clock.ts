import type { Contestant } from "../src/comparison.js";
import type { CpuClock } from "../src/cpu-clock.js";

/** A CPU clock that moves only while one of its contestants does its job. */
export interface FakeClock {
  readonly cpuClock: CpuClock;
  /** Every job done, by the name of its contestant, in order. */
  readonly done: string[];
  /** Makes a contestant whose job takes this much CPU time. */
  readonly contestant: (name: string, microseconds: number, differences?: Partial<Contestant>) => Contestant;
}

/** @param growth the factor on every job's CPU time after each job; 1 means no change */
export function createFakeClock(growth = 1): FakeClock {
  let now = 0;
  let factor = 1;
  const done: string[] = [];
  return {
    cpuClock: () => now,
    done,
    contestant: (name, microseconds, differences) => ({
      name,
      operation: () => {
        done.push(name);
        now += microseconds * factor;
        factor *= growth;
      },
      check: () => {},
      ...differences,
    }),
  };
}
