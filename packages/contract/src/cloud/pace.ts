import { setTimeout as sleepFor } from "node:timers/promises";

/** The clock that a pace is kept by. */
export interface PaceClock {
  /** In milliseconds, from any moment on. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

const realClock: PaceClock = { now: () => performance.now(), sleep: (milliseconds) => sleepFor(milliseconds) };

/** Hands out turns, at most so many a second, evenly spaced, in the order in which they are asked for. */
export function createPace(perSecond: number, { now, sleep }: PaceClock = realClock): () => Promise<void> {
  let next = Number.NEGATIVE_INFINITY;
  return async () => {
    const turn = Math.max(now(), next);
    next = turn + 1000 / perSecond;
    const wait = turn - now();
    if (wait > 0) await sleep(wait);
  };
}
