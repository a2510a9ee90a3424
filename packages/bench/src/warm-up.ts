import type { Contestant } from "./contestant.js";
import type { CpuClock } from "./cpu-clock.js";
import { repeat } from "./repeat.js";

/** What does not fill a round of 100 ms when it is done so often takes less than 3 ns, which is an empty loop. */
const maximumTimes = 2 ** 25;

/**
 * Does a contestant's job more and more often, until that takes the CPU time of a round: by then it is compiled. A round
 * is shorter where otherwise an input would come twice in it.
 *
 * @returns how often it is to be done in a round
 * @throws Error when no CPU time is seen
 */
export async function warmUp(contestant: Contestant, roundMicroseconds: number, cpuClock: CpuClock): Promise<number> {
  const { batch = 1, inputs = Number.POSITIVE_INFINITY } = contestant;
  for (let times = 1; times <= maximumTimes; times *= 2) {
    const microseconds = await repeat(contestant, times, cpuClock);
    if (microseconds < roundMicroseconds) continue;
    return Math.max(1, Math.min(Math.round((times * roundMicroseconds) / microseconds), Math.floor(inputs / batch)));
  }
  throw new Error(`${contestant.name} takes no CPU time that can be measured: its operation does nothing.`);
}
