import type { Contestant } from "./contestant.js";
import type { CpuClock } from "./cpu-clock.js";
import { orderOfRound } from "./order-of-round.js";
import { repeat } from "./repeat.js";
import { warmUp } from "./warm-up.js";

/** How contestants are run. */
export interface RoundOptions {
  readonly rounds: number;
  /** CPU time that each contestant is to take in a round, about. */
  readonly roundMicroseconds: number;
  readonly cpuClock: CpuClock;
}

/**
 * Runs contestants in interleaved rounds, so that what slows the machine for a while slows all of them.
 *
 * @returns the CPU time of one job, in microseconds: for each contestant, by its name, one reading a round
 * @throws Error when an operation fails, or takes no CPU time
 */
export async function runRounds(
  contestants: readonly Contestant[],
  { rounds, roundMicroseconds, cpuClock }: RoundOptions,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const runs = [];
  for (const contestant of contestants) {
    const times = await warmUp(contestant, roundMicroseconds, cpuClock);
    runs.push({ contestant, times, readings: [] as number[] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { contestant, times, readings } of orderOfRound(runs, round)) {
      readings.push((await repeat(contestant, times, cpuClock)) / times / (contestant.batch ?? 1));
    }
  }
  return new Map(runs.map(({ contestant, readings }) => [contestant.name, readings]));
}
