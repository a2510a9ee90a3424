import type { Contestant } from "./contestant.js";
import type { CpuClock } from "./cpu-clock.js";

/** Does a contestant's job so many times, and resolves to the CPU time of all of them, in microseconds. */
export async function repeat({ operation }: Contestant, times: number, cpuClock: CpuClock): Promise<number> {
  const start = cpuClock();
  for (let done = 0; done < times; done++) {
    const result = operation();
    // Awaiting what is no promise costs a turn of the microtask queue, which the job does not need.
    if (result instanceof Promise) await result;
  }
  return cpuClock() - start;
}
