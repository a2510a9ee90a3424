import type { Environment } from "../transport/environment.js";

/**
 * Time in which nobody waits: a sleep ends with the next turn of the event loop and puts the clock forward by its
 * length. So retries and waits take no time in a test, and their deadlines hold all the same.
 */
export function createPassingTime(): Pick<Environment, "now" | "sleep"> {
  let sleptMs = 0;
  return {
    now: () => new Date(Date.now() + sleptMs),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      // A turn must pass, so that a wait without an end can still be aborted.
      await nextTurn();
      signal?.throwIfAborted();
      sleptMs += milliseconds;
    },
  };
}

/** Without a timer, since a test may have replaced the timers. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
