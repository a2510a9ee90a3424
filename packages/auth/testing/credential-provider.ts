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

/** A provider that loads these, one after the other, by a clock that stands where the test sets it. */
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
  /** The id of the key that one who asks is given, or how it is refused. */
  const ask = () =>
    provider().then(
      ({ accessKeyId }) => accessKeyId,
      (error: Error) => error.message,
    );
  return { state, provider, ask };
}

/** What a load fails with. */
export const down = new Error("sts is down");
/** What one who asks is told when a load failed so. */
export const refused = "The credentials could not be loaded: sts is down";
