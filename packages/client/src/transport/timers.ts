/**
 * Resolves after so many milliseconds. Rejects with the signal's reason as soon as the signal aborts; neither timer nor
 * listener stays.
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

/** The longest delay that timers know; a longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** A piece of work that may be stopped. */
interface LimitedWork<Value> {
  /** Stops the work when it aborts. */
  readonly signal: AbortSignal | undefined;
  /** Stops the work after so many milliseconds; Infinity for never. */
  readonly limitMs: number;
  /** Aborts when the work is stopped, so that it lets go of what it holds. */
  readonly controller: AbortController;
  readonly work: () => Promise<Value>;
  /** What the promise rejects with when the work is stopped. */
  readonly stopped: () => Error;
}

/**
 * What the work comes to; or, as soon as the signal aborts or the time is over, a rejection, whether or not the work
 * heeds its controller. Neither timer nor listener stays.
 */
export function withinTime<Value>({ signal, limitMs, controller, work, stopped }: LimitedWork<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      settle();
      const error = stopped();
      reject(error);
      controller.abort(error);
    };
    const timer = limitMs > longestTimerMs ? undefined : setTimeout(stop, limitMs);
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop);
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
