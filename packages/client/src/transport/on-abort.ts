/** Who waits for each signal, and what ends listening to it. */
const waiting = new WeakMap<AbortSignal, { readonly listeners: Set<() => void>; readonly tell: () => void }>();

/**
 * Calls a function when a signal aborts, until the returned function is called. However many wait for a signal, it has
 * one listener of ours: Node 20 warns of a leak from the eleventh on.
 *
 * @throws TypeError when it is no signal.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  let waiters = waiting.get(signal);
  if (waiters === undefined) {
    if (typeof signal.addEventListener !== "function") {
      throw new TypeError(
        `The option \`signal\` must be an AbortSignal, not of type ${(signal as object).constructor?.name}: give the \`signal\` of an AbortController.`,
      );
    }
    const listeners = new Set<() => void>();
    const tell = () => {
      for (const listener of listeners) listener();
    };
    signal.addEventListener("abort", tell);
    waiters = { listeners, tell };
    waiting.set(signal, waiters);
  }
  const { listeners, tell } = waiters;
  listeners.add(listener);
  return () => {
    if (!listeners.delete(listener) || listeners.size > 0) return;
    signal.removeEventListener("abort", tell);
    waiting.delete(signal);
  };
}
