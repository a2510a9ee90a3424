import { clockDifferenceMs } from "./clock-difference.js";
import { refusesSignature } from "./signature-refusal.js";

/** Signs by the given clock and sends. */
export type DatedSend = (now: () => Date) => Promise<Response>;

/** Sends by our clock as corrected so far, and once more where it was the reason of a refusal. */
export type ClockCorrection = (send: DatedSend) => Promise<Response>;

/**
 * Sends by our clock as corrected so far. Where the signature is refused and the answer's `Date` is more than 5
 * minutes off, sends once more, by the server's clock; what came of that is the answer. The correction is kept for
 * later requests when the second one got past the signature, so a `Date` that lies does no lasting harm.
 */
export function createClockCorrection(now: () => Date): ClockCorrection {
  let offsetMs = 0;
  return async (send) => {
    const usedMs = offsetMs;
    const first = await send(shifted(now, usedMs));
    const differenceMs = clockDifferenceMs(first, shifted(now, usedMs));
    if (differenceMs === undefined || !(await refusesSignature(first))) return first;
    // Its code was read from a copy: what nobody will read must neither stay in memory nor hold the connection.
    await first.body?.cancel();

    const correctedMs = usedMs + differenceMs;
    const second = await send(shifted(now, correctedMs));
    if (second.status < 500 && !(await refusesSignature(second))) offsetMs = correctedMs;
    return second;
  };
}

function shifted(now: () => Date, offsetMs: number): () => Date {
  return () => new Date(now().getTime() + offsetMs);
}
