import type { Environment } from "../src/transport/environment.js";

/** An environment in which time passes only while somebody sleeps. */
export interface PassingEnvironment extends Environment {
  /** The sleeps, in milliseconds, in their order. */
  readonly sleeps: readonly number[];
  /** Lets time pass. */
  pass(milliseconds: number): void;
}

/** Gives the same random number each time. A sleep for which `isEndless` is true ends only by its signal. */
export function createPassingEnvironment(drawn = 0.5, isEndless = (_index: number) => false): PassingEnvironment {
  const sleeps: number[] = [];
  let time = Date.UTC(2026, 0, 1);
  return {
    sleeps,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    now: () => new Date(time),
    random: () => drawn,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener("abort", () => reject(signal.reason));
        if (isEndless(sleeps.push(milliseconds) - 1)) return;
        time += milliseconds;
        resolve();
      }),
  };
}
