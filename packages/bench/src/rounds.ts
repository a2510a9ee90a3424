import type { Contestant } from "./comparison.js";
import type { CpuClock } from "./cpu-clock.js";

/** Options for running contestants. */
export interface RoundOptions {
  readonly rounds: number;
  /** CPU time that each contestant should take in a round, about. */
  readonly roundMicroseconds: number;
  readonly cpuClock: CpuClock;
}

/**
 * Runs contestants in interleaved rounds, so that anything that slows the machine for a while slows all of them.
 *
 * @returns the CPU time of one job in microseconds: for each contestant, by its name, one value for each round
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

/**
 * The order of the contestants in a round. Each round starts with the next contestant, and every other round goes
 * backwards. So none always runs first, or always after the same neighbour, whose garbage it would collect.
 */
export function orderOfRound<Value>(values: readonly Value[], round: number): Value[] {
  const start = round % values.length;
  const order = [...values.slice(start), ...values.slice(0, start)];
  return round % 2 === 0 ? order : order.reverse();
}

/** A job that does not fill a round of 100 ms in this many repetitions takes less than 3 ns: it is an empty loop. */
const maximumTimes = 2 ** 25;

/**
 * Repeats a contestant's job more and more often, until that takes the CPU time of a round: by then it is compiled. A
 * round is shorter when an input would otherwise be repeated in it.
 *
 * @returns the number of repetitions in a round
 * @throws Error when no CPU time is measured
 */
async function warmUp(contestant: Contestant, roundMicroseconds: number, cpuClock: CpuClock): Promise<number> {
  const { batch = 1, inputs = Number.POSITIVE_INFINITY } = contestant;
  for (let times = 1; times <= maximumTimes; times *= 2) {
    const microseconds = await repeat(contestant, times, cpuClock);
    if (microseconds < roundMicroseconds) continue;
    return Math.max(1, Math.min(Math.round((times * roundMicroseconds) / microseconds), Math.floor(inputs / batch)));
  }
  throw new Error(`${contestant.name} takes no CPU time that can be measured: its operation does nothing.`);
}

/** Does a contestant's job this many times, and resolves to the CPU time of all of them, in microseconds. */
async function repeat(
  { operation, cpuClock: ownClock }: Contestant,
  times: number,
  clockOfThisProcess: CpuClock,
): Promise<number> {
  const cpuClock = ownClock ?? clockOfThisProcess;
  const start = cpuClock();
  for (let done = 0; done < times; done++) {
    const result = operation();
    // Only a promise is awaited: awaiting any other value costs a turn of the microtask queue, which the job does not
    // need.
    if (result instanceof Promise) await result;
  }
  return cpuClock() - start;
}
