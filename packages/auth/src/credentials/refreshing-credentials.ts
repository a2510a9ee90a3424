import type { Credentials } from "./credentials.js";
import { PrivateCredentials } from "./private-credentials.js";
import { partNames, requireUsable } from "./require-usable.js";

/** A key that expires, as the vendor's STS issues it. */
export interface TemporaryCredentials extends Credentials {
  /** The moment from which the key is refused. */
  readonly expiration: Date;
}

/** When a key is renewed. */
export interface RefreshOptions {
  /** How long before its end a key is renewed, in milliseconds: 300,000 (5 minutes) by default. */
  readonly refreshWindowMs?: number | undefined;
  /**
   * How long one load may take, in milliseconds: 30,000 by default. Without a limit, a load that hangs would block
   * everybody.
   */
  readonly timeoutMs?: number | undefined;
  /** The clock that decides whether a key has ended; the real one by default. */
  readonly now?: (() => Date) | undefined;
}

/** A key in use. Moments are Unix milliseconds. */
interface HeldKey {
  readonly credentials: Credentials;
  /** From this moment the key is renewed; callers still get it without waiting. */
  readonly refreshAt: number;
  /** From this moment callers wait for the next key: a request may take longer than this one lasts. */
  readonly waitAt: number;
  readonly endsAt: number;
}

/** A load that failed. Moments are Unix milliseconds. */
interface Failure {
  readonly error: Error;
  readonly at: number;
  /** How many loads have failed in a row, including this one. */
  readonly count: number;
}

const lastStretchMs = 60_000;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** The longest delay of a timer: a longer one overflows and fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Creates a function to call before each request, which resolves to a key that has not ended. `load` fetches a key, for
 * instance from the vendor's STS; its signal aborts when its time is over. It is first called when somebody asks for a
 * key, and once for all who ask at the same time.
 *
 * In the last 5 minutes of a key (or in the second half of the life it came with, if that is shorter) it is renewed
 * while callers still get it. In the last minute callers wait for the next key. When renewing fails, the old key is
 * used until it ends; after that the function rejects with an Error whose cause is what `load` threw. After a failure
 * `load` is not called again for 1 second, twice as long after each further failure, 30 seconds at most. Until then the
 * same Error is thrown again.
 *
 * @throws RangeError when an option is not a number of milliseconds in its range.
 */
export function refreshingCredentials(
  load: (signal: AbortSignal) => TemporaryCredentials | Promise<TemporaryCredentials>,
  options: RefreshOptions = {},
): () => Promise<Credentials> {
  const { refreshWindowMs = 300_000, timeoutMs = 30_000, now = () => new Date() } = options;
  if (!(refreshWindowMs >= 0)) throw new RangeError("refreshWindowMs must be 0 or more milliseconds.");
  if (!(timeoutMs > 0 && timeoutMs <= longestTimerMs)) {
    throw new RangeError(`timeoutMs must be more than 0 and at most ${longestTimerMs} milliseconds.`);
  }
  const clock = () => now().getTime();
  let held: HeldKey | undefined;
  let failure: Failure | undefined;
  let loading: Promise<Credentials> | undefined;

  const renew = async (): Promise<Credentials> => {
    try {
      held = hold(await withinTime(timeoutMs, load), clock(), refreshWindowMs);
      failure = undefined;
      return held.credentials;
    } catch (cause) {
      failure = { error: unloaded(cause), at: clock(), count: (failure?.count ?? 0) + 1 };
      throw failure.error;
    } finally {
      loading = undefined;
    }
  };
  const valid = () => (held !== undefined && clock() < held.endsAt ? held : undefined);

  return async () => {
    const key = valid();
    const moment = clock();
    if (key && moment < key.refreshAt) return key.credentials;
    if (failure && isResting(failure, moment)) {
      if (key) return key.credentials;
      throw failure.error;
    }
    loading ??= renew();
    if (key && moment < key.waitAt) {
      // Nobody awaits this promise. Its failure is kept in `failure`, and thrown once the key has ended.
      loading.catch(() => undefined);
      return key.credentials;
    }
    return loading.catch((error: unknown) => {
      const old = valid();
      if (old) return old.credentials;
      throw error;
    });
  };
}

/**
 * Resolves to what `run` resolves to. When the time is over first, its signal aborts and the promise rejects, even if
 * `run` ignores the signal. Throws what `run` throws.
 */
async function withinTime<Value>(
  milliseconds: number,
  run: (signal: AbortSignal) => Value | Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`nothing came within ${milliseconds} ms.`);
      reject(error);
      controller.abort(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([run(controller.signal), over]);
  } finally {
    clearTimeout(timer);
  }
}

function hold(loaded: TemporaryCredentials, moment: number, refreshWindowMs: number): HeldKey {
  if (typeof loaded !== "object" || loaded === null) {
    throw new TypeError("it gave none: let it resolve to { accessKeyId, secretAccessKey, sessionToken, expiration }.");
  }
  requireUsable(loaded, partNames);
  // Number instead of instanceof: a Date of another realm (a test runner's, a frame's) is a Date too.
  const endsAt = Number(loaded.expiration);
  if (Number.isNaN(endsAt)) throw new TypeError("they have no end: set `expiration` to a Date.");
  if (endsAt <= moment) {
    const [end, present] = [endsAt, moment].map((time) => new Date(time).toISOString());
    throw new Error(`they ended at ${end}, and the clock here says ${present}: check \`expiration\` and the clock.`);
  }
  // Without the second date, a key that came with less life than the window would be replaced at every request.
  const refreshAt = Math.max(endsAt - refreshWindowMs, (moment + endsAt) / 2);
  return { credentials: new PrivateCredentials(loaded), refreshAt, waitAt: endsAt - lastStretchMs, endsAt };
}

/** Whether it is too early to load again. A failure in the future does not count: the clock was set back since. */
function isResting({ at, count }: Failure, moment: number): boolean {
  return moment >= at && moment - at < Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs);
}

function unloaded(cause: unknown): Error {
  // The message instead of instanceof: an Error of another realm (a test runner's, a frame's) is an Error too.
  const { message } = Object(cause) as { message?: unknown };
  const reason = typeof message === "string" ? message : "what it threw is no Error; see the cause.";
  return new Error(`The credentials could not be loaded: ${reason}`, { cause });
}
