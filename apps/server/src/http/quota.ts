import { Refusal } from "@viking-kb/endpoint";

/** The clock that a quota is kept by: steady, in milliseconds, from any moment on. */
type SteadyClock = () => number;

/** How many requests a key that was silent may send at once: those of a second, and one where that is less than one. */
const burstSeconds = 1;

/** In requests: what is less than this comes of rounding, for which no request of a silent key may be refused. */
const rounding = 1e-6;

/**
 * A quota of so many requests a second for each key, by the generic cell rate algorithm: of each key one number is
 * kept, the moment at which its quota will be whole again. A request moves it on by its share of a second, and is
 * refused when that would take it further from now than a burst. Refused requests cost nothing. Only keys whose
 * signature was verified come here, so there are never more numbers than keys.
 *
 * @returns a function that takes a request of a key, and throws a Refusal, with the whole seconds after which the next
 * one is answered, when the quota of the key is used up
 * @throws Error when the quota is not a number above 0
 */
export function createQuota(
  requestsPerSecond: number,
  now: SteadyClock = () => performance.now(),
): (accessKeyId: string) => void {
  if (!(requestsPerSecond > 0 && Number.isFinite(requestsPerSecond))) {
    throw new Error(`requestsPerSecond is ${requestsPerSecond}; it must be a number above 0.`);
  }
  const burst = Math.max(burstSeconds * requestsPerSecond, 1);
  // Time is counted in requests, so that a request moves it on by exactly 1, whatever its share of a second is.
  const wholeAgain = new Map<string, number>();
  return (accessKeyId) => {
    const time = (now() / 1000) * requestsPerSecond;
    const next = Math.max(wholeAgain.get(accessKeyId) ?? 0, time) + 1;
    const early = next - time - burst - rounding;
    if (early > 0) {
      const seconds = Math.ceil(early / requestsPerSecond);
      const headers = { "Retry-After": String(seconds) };
      throw new Refusal("rate-limited", { headers, reason: `more than ${requestsPerSecond} requests a second` });
    }
    wholeAgain.set(accessKeyId, next);
  };
}
