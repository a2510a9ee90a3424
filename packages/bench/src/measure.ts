import type { Comparison, Field } from "./comparison.js";
import { type RoundOptions, runRounds } from "./rounds.js";

/** Median and quartiles of some values. */
export interface Spread {
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
}

/** Computes median and quartiles, interpolated between two values; NaN when there are no values. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const quantile = (share: number) => {
    const position = (sorted.length - 1) * share;
    const below = sorted[Math.floor(position)] ?? Number.NaN;
    const above = sorted[Math.ceil(position)] ?? Number.NaN;
    return below + (above - below) * (position - Math.floor(position));
  };
  return { lowerQuartile: quantile(0.25), median: quantile(0.5), upperQuartile: quantile(0.75) };
}

/** The result of a contestant. */
export interface Result {
  readonly name: string;
  /** CPU time of one job, the median over the rounds. */
  readonly microseconds: number;
  /** The baseline's CPU time divided by this one's, round by round: 0.5 is half as fast as the baseline. */
  readonly ratio: Spread;
}

/** The result of a comparison. */
export interface Measurement {
  readonly comparison: string;
  readonly rounds: number;
  readonly baseline: Result;
  /** The result of the baseline's second run. The distance of its ratio from 1 is noise. */
  readonly control: Result;
  readonly contestants: readonly Result[];
  /** What the checks returned, each after its contestant's name. */
  readonly remarks: readonly string[];
}

/**
 * Checks the contestants of a comparison and measures them.
 *
 * @throws Error with the contestant's name when its check fails
 */
export async function measure(
  comparison: Comparison,
  { quick, ...options }: RoundOptions & { readonly quick: boolean },
): Promise<Measurement> {
  const { name } = comparison;
  const field = await comparison.prepare({ quick });
  try {
    return await measureField(name, field, options);
  } finally {
    await field.close?.();
  }
}

async function measureField(
  name: string,
  { baseline, contestants }: Field,
  options: RoundOptions,
): Promise<Measurement> {
  const remarks: string[] = [];
  const control = { ...baseline, name: `${baseline.name} again` };
  const all = [baseline, control, ...contestants];
  for (const contestant of all) {
    try {
      const remark = await contestant.check();
      if (typeof remark === "string") remarks.push(`${contestant.name}: ${remark}`);
    } catch (cause) {
      throw new Error(`${name}: ${contestant.name} does not do its job: ${(cause as Error).message}`, { cause });
    }
  }
  const readings = await runRounds(all, options);
  const readingsOf = (contestant: string) => readings.get(contestant) ?? [];
  const base = readingsOf(baseline.name);
  const resultOf = (contestant: { readonly name: string }): Result => {
    const own = readingsOf(contestant.name);
    const ratios = own.map((microseconds, round) => (base[round] ?? Number.NaN) / microseconds);
    return { name: contestant.name, microseconds: spreadOf(own).median, ratio: spreadOf(ratios) };
  };
  return {
    comparison: name,
    rounds: options.rounds,
    baseline: resultOf(baseline),
    control: resultOf(control),
    contestants: contestants.map(resultOf),
    remarks,
  };
}
