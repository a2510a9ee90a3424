import type { Environment } from "../transport/environment.js";

/**
 * A clock and a sleep for tests. A sleep ends with the next turn of the event loop and moves the clock forward by its
 * length. So retries and waits take no time, and their deadlines still count.
 */
export function createPassingTime(): Pick<Environment, "now" | "sleep"> {
  let sleptMs = 0;
  return {
    now: () => new Date(Date.now() + sleptMs),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      // One turn must pass, so that a wait without an end can still be aborted.
      await nextTurn();
      signal?.throwIfAborted();
      sleptMs += milliseconds;
    },
  };
}

/** Works without timers, since a test may have replaced them. */
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
