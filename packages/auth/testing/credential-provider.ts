import { type RefreshOptions, refreshingCredentials, type TemporaryCredentials } from "../src/index.js";

/** In milliseconds. */
export const second = 1_000;
/** In milliseconds. */
export const minute = 60 * second;
/** When the clock of a provider starts. */
export const start = Date.parse("2026-01-15T08:00:00Z");

/** A key that ends so many milliseconds after the start. */
export const key = (accessKeyId: string, endsAfter: number): TemporaryCredentials => ({
  accessKeyId,
  secretAccessKey: "secret",
  sessionToken: "token",
  expiration: new Date(start + endsAfter),
});

/** What a load does: gives a key, fails, or is settled by the test later. */
export type Load = TemporaryCredentials | Error | Promise<TemporaryCredentials>;

/** Refreshing credentials that load these keys one after the other, by a clock that the test sets. */
export function startProvider(loads: readonly Load[], options: RefreshOptions = {}) {
  const state = { elapsed: 0, loaded: 0 };
  const left = [...loads];
  const provider = refreshingCredentials(
    async () => {
      state.loaded++;
      if (left.length === 0) throw new Error("no further load was expected");
      const load = left.shift() as Load;
      if (load instanceof Error) throw load;
      return load;
    },
    { now: () => new Date(start + state.elapsed), ...options },
  );
  /** The id of the key that a caller gets, or the message of the error. */
  const ask = () =>
    provider().then(
      ({ accessKeyId }) => accessKeyId,
      (error: Error) => error.message,
    );
  return { state, provider, ask };
}

/** The error of a load that fails. */
export const down = new Error("sts is down");
/** The message that a caller gets when a load failed with `down`. */
export const refused = "The credentials could not be loaded: sts is down";
