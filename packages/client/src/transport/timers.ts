import { onAbort } from "./on-abort.js";

/**
 * Resolves after this time; rejects with the signal's reason as soon as the signal aborts. No timer or listener is left
 * behind.
 */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** The longest delay of a timer; a longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** Work that may be stopped. */
interface LimitedWork<Value> {
  /** Stops the work when it aborts. */
  readonly signal: AbortSignal | undefined;
  /** Stops the work after so many milliseconds; Infinity for never. */
  readonly limitMs: number;
  /** Aborted when the work is stopped, so that it releases its resources. */
  readonly controller: AbortController;
  readonly work: () => Promise<Value>;
  /** Makes the error of stopped work. */
  readonly stopped: () => Error;
}

/**
 * Resolves or rejects as the work does. When the signal aborts or the time is over first, it rejects at once, even if
 * the work ignores its controller. No timer or listener is left behind.
 */
export function withinTime<Value>({ signal, limitMs, controller, work, stopped }: LimitedWork<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let forget: (() => void) | undefined;
    const stop = () => {
      settle();
      const error = stopped();
      reject(error);
      controller.abort(error);
    };
    const settle = () => {
      clearTimeout(timer);
      forget?.();
    };
    if (signal?.aborted) return stop();
    // Before the timer, since it throws when the signal is none.
    if (signal) forget = onAbort(signal, stop);
    if (limitMs <= longestTimerMs) timer = setTimeout(stop, limitMs);
    const fail = (error: unknown) => {
      settle();
      reject(error);
    };
    try {
      work().then((value) => {
        settle();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}
