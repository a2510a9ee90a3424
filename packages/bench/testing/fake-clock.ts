import type { Contestant } from "../src/comparison.js";
import type { CpuClock } from "../src/rounds.js";

/** A CPU clock that stands still but while one of its contestants does its job. */
export interface FakeClock {
  readonly cpuClock: CpuClock;
  /** Every job done, by the name of its contestant, in order. */
  readonly done: string[];
  /** A contestant whose job takes so much CPU time. */
  readonly contestant: (name: string, microseconds: number, differences?: Partial<Contestant>) => Contestant;
}

/** @param growth by what every job's CPU time is multiplied after each job that is done: 1, and nothing changes */
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
