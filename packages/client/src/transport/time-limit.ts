/** Milliseconds by the clock that never steps; by the date where a runtime has no such clock. */
export function steadyNow(): number {
  return globalThis.performance?.now() ?? Date.now();
}

/**
 * A limit of time, and how much of it is left. It goes by the steady clock: the dates of a clock that is set, or that a
 * test makes up, neither shorten nor lengthen it.
 */
export class TimeLimit {
  readonly #limitMs: number;
  readonly #begun = steadyNow();
  #skippedMs = 0;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** The milliseconds left, from 0 on; whole ones, since timers drop fractions. */
  get leftMs(): number {
    return Math.max(0, Math.round(this.#limitMs - this.#skippedMs - (steadyNow() - this.#begun)));
  }

  /** Awaits a pause, which counts for as long as it was meant to take, where a test skips it, or took, if longer. */
  async pause(milliseconds: number, sleep: () => Promise<void>): Promise<void> {
    const begun = steadyNow();
    await sleep();
    this.#skippedMs += Math.max(0, milliseconds - (steadyNow() - begun));
  }
}
