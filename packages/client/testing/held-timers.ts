import { onTestFinished, vi } from "vitest";

/** Timers that fire when the test says so. */
export interface HeldTimers {
  /** Fires all of them that are under way. */
  fire(): void;
  /** Makes all timers real again; called when the test is over. */
  release(): void;
}

/**
 * Holds timers of these lengths, in milliseconds, until the test is over. On a busy machine, too, none fires before the
 * test has reached the point it wants. All other timers are real.
 */
export function holdTimers(...lengths: readonly number[]): HeldTimers {
  const { setTimeout, clearTimeout } = globalThis;
  const held = new Map<unknown, () => void>();
  const setting = vi.spyOn(globalThis, "setTimeout").mockImplementation(((act: () => void, milliseconds?: number) => {
    if (milliseconds === undefined || !lengths.includes(milliseconds)) return setTimeout(act, milliseconds);
    const timer = Symbol(`a timer of ${milliseconds} ms`);
    held.set(timer, act);
    return timer;
  }) as unknown as typeof setTimeout);
  const clearing = vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    if (!held.delete(timer)) clearTimeout(timer);
  });
  const release = () => {
    setting.mockRestore();
    clearing.mockRestore();
  };
  onTestFinished(release);
  return {
    release,
    fire: () => {
      for (const [timer, act] of [...held]) if (held.delete(timer)) act();
    },
  };
}
