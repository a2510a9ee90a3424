import { describe, expect, test } from "vitest";
import { type RefreshOptions, refreshingCredentials, type TemporaryCredentials } from "./index.js";

const second = 1_000;
const minute = 60 * second;
const start = Date.parse("2026-01-15T08:00:00Z");

/** A key that ends so many milliseconds after the start. */
const key = (accessKeyId: string, endsAfter: number): TemporaryCredentials => ({
  accessKeyId,
  secretAccessKey: "secret",
  sessionToken: "token",
  expiration: new Date(start + endsAfter),
});

/** What a load does: gives a key, fails, or is settled by the test later. */
type Load = TemporaryCredentials | Error | Promise<TemporaryCredentials>;

function startProvider(loads: readonly Load[], options: RefreshOptions = {}) {
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

const down = new Error("sts is down");
const refused = "The credentials could not be loaded: sts is down";

interface Step {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly gives: string;
  /** Loads so far, this step's included. */
  readonly loads: number;
}

const rows: { title: string; loads: Load[]; options?: RefreshOptions; steps: Step[] }[] = [
  {
    title: "a key is loaded once while it is far from its end",
    loads: [key("a", 60 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 1, gives: "a", loads: 1 },
      { at: 55 * minute - 1, gives: "a", loads: 1 },
    ],
  },
  {
    title: "in its last 5 minutes it is handed out while its successor is loaded",
    loads: [key("a", 60 * minute), key("b", 115 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 55 * minute, gives: "a", loads: 2 },
      { at: 55 * minute, gives: "b", loads: 2 },
      { at: 109 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "in its last minute those who ask wait for the successor",
    loads: [key("a", 60 * minute), key("b", 120 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 59 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "a window of the caller's own",
    loads: [key("a", 60 * minute), key("b", 120 * minute)],
    options: { refreshWindowMs: 20 * minute },
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 40 * minute - 1, gives: "a", loads: 1 },
      { at: 40 * minute, gives: "a", loads: 2 },
      { at: 40 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "without a window it is replaced when it has ended",
    loads: [key("a", 60 * minute), key("b", 120 * minute)],
    options: { refreshWindowMs: 0 },
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 60 * minute - 1, gives: "a", loads: 1 },
      { at: 60 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "a key that comes with less life than the window is not loaded anew for each request",
    loads: [key("a", 4 * minute), key("a", 4 * minute), key("b", 60 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 2 * minute - 1, gives: "a", loads: 1 },
      { at: 2 * minute, gives: "a", loads: 2 },
      { at: 3 * minute - 1, gives: "a", loads: 2 },
      { at: 3 * minute, gives: "b", loads: 3 },
    ],
  },
  {
    title: "the old key serves while renewing fails, and each failure makes the pause longer",
    loads: [key("a", 60 * minute), down, down, down, key("b", 120 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 56 * minute, gives: "a", loads: 2 },
      { at: 56 * minute + second - 1, gives: "a", loads: 2 },
      { at: 56 * minute + second, gives: "a", loads: 3 },
      { at: 56 * minute + 3 * second - 1, gives: "a", loads: 3 },
      { at: 59 * minute, gives: "a", loads: 4 },
      { at: 59 * minute + 4 * second, gives: "b", loads: 5 },
    ],
  },
  {
    title: "once the key has ended, the failure is shown",
    loads: [key("a", 60 * minute), down, down, key("b", 120 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 60 * minute - 1, gives: "a", loads: 2 },
      { at: 60 * minute, gives: refused, loads: 2 },
      { at: 60 * minute + second, gives: refused, loads: 3 },
      { at: 60 * minute + 2 * second, gives: refused, loads: 3 },
      { at: 60 * minute + 3 * second, gives: "b", loads: 4 },
    ],
  },
  {
    title: "a first load that fails is shown, and rested from",
    loads: [down, key("a", 60 * minute)],
    steps: [
      { at: 0, gives: refused, loads: 1 },
      { at: second - 1, gives: refused, loads: 1 },
      { at: second, gives: "a", loads: 2 },
    ],
  },
  {
    title: "no pause is longer than 30 seconds",
    loads: [down, down, down, down, down, down, down, key("a", 60 * minute)],
    steps: [
      ...[0, 1, 3, 7, 15, 31, 61].map((at, index) => ({ at: at * second, gives: refused, loads: index + 1 })),
      { at: 91 * second - 1, gives: refused, loads: 7 },
      { at: 91 * second, gives: "a", loads: 8 },
    ],
  },
  {
    title: "a success makes the pauses short again",
    loads: [down, down, key("a", 10 * minute), down, key("b", 60 * minute)],
    steps: [
      { at: 0, gives: refused, loads: 1 },
      { at: second, gives: refused, loads: 2 },
      { at: 3 * second, gives: "a", loads: 3 },
      { at: 9.5 * minute, gives: "a", loads: 4 },
      { at: 9.5 * minute + second, gives: "b", loads: 5 },
    ],
  },
  {
    title: "a clock that is set back ends the pause",
    loads: [down, key("a", 60 * minute)],
    steps: [
      { at: 30 * minute, gives: refused, loads: 1 },
      { at: 0, gives: "a", loads: 2 },
    ],
  },
];

test.each(rows)("$title", async ({ loads, options, steps }) => {
  const { state, ask } = startProvider(loads, options);
  for (const step of steps) {
    state.elapsed = step.at;
    const given = await ask();
    // A load that nobody waits for settles within a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    expect({ at: step.at, gives: given, loads: state.loaded }).toEqual(step);
  }
});

describe("however many ask at once, there is one load", () => {
  test("all wait for the first", async () => {
    const { promise, resolve } = deferred();
    const { state, provider } = startProvider([promise]);
    const asking = Array.from({ length: 50 }, () => provider());
    resolve(key("a", 60 * minute));
    const given = await Promise.all(asking);
    expect(state.loaded).toBe(1);
    expect(new Set(given)).toEqual(new Set([given[0]]));
  });

  test("and all are told when it fails", async () => {
    const { promise, reject } = deferred();
    const { state, ask } = startProvider([promise]);
    const asking = Array.from({ length: 50 }, ask);
    reject(down);
    expect(new Set(await Promise.all(asking))).toEqual(new Set([refused]));
    expect(state.loaded).toBe(1);
  });

  test("a successor that is slow is waited for by none before the last minute, by all in it", async () => {
    const { promise, resolve } = deferred();
    const { state, ask } = startProvider([key("a", 60 * minute), promise]);
    await ask();
    state.elapsed = 56 * minute;
    expect(await Promise.all([ask(), ask()])).toEqual(["a", "a"]);
    state.elapsed = 59.5 * minute;
    const asking = [ask(), ask()];
    resolve(key("b", 120 * minute));
    expect(await Promise.all(asking)).toEqual(["b", "b"]);
    expect(state.loaded).toBe(2);
  });

  test("a key that ends while its successor fails is not handed out", async () => {
    const { promise, reject } = deferred();
    const { state, ask } = startProvider([key("a", 60 * minute), promise]);
    await ask();
    state.elapsed = 59.5 * minute;
    const asking = ask();
    state.elapsed = 60 * minute;
    reject(down);
    expect(await asking).toBe(refused);
  });
});

describe("what was loaded is no use:", () => {
  const unusable: [title: string, loaded: unknown, message: RegExp][] = [
    ["nothing", undefined, /loaded: it gave none: let it resolve to \{ accessKeyId/],
    ["a text", "canary", /it gave none/],
    [
      "the vendor's spelling",
      { AccessKeyId: "canary", SecretAccessKey: "canary", expiration: new Date(start + minute) },
      /The access key id is empty/,
    ],
    ["no end", { ...key("canary", minute), expiration: undefined }, /they have no end: set `expiration` to a Date/],
    ["an end that is text", { ...key("canary", minute), expiration: "2026-01-15T09:00:00Z" }, /they have no end/],
    ["an end that is no date", { ...key("canary", minute), expiration: new Date(Number.NaN) }, /they have no end/],
    [
      "an end in the past",
      key("canary", 0),
      /they ended at 2026-01-15T08:00:00.000Z, and the clock here says 2026-01-15T08:00:00.000Z/,
    ],
    [
      "a token with white space",
      { ...key("canary", minute), sessionToken: "can ary" },
      /The session token is empty, or/,
    ],
  ];
  test.each(unusable)("%s", async (_title, loaded, message) => {
    const { ask } = startProvider([loaded as TemporaryCredentials]);
    const said = await ask();
    expect(said).toMatch(message);
    expect(said).not.toContain("canary");
  });

  test("and it does not take the place of a key that serves", async () => {
    const { state, ask } = startProvider([key("a", 60 * minute), key("", 120 * minute)]);
    await ask();
    state.elapsed = 59 * minute;
    expect(await ask()).toBe("a");
  });
});

describe("a load", () => {
  test("that hangs is given up, and its signal says so", async () => {
    let given: AbortSignal | undefined;
    const provider = refreshingCredentials(
      (signal) => {
        given = signal;
        return new Promise(() => undefined);
      },
      { timeoutMs: 20 },
    );
    await expect(provider()).rejects.toThrow("The credentials could not be loaded: nothing came within 20 ms.");
    expect(given?.aborted).toBe(true);
  });

  test("may give and throw at once; what it threw is the cause", async () => {
    expect((await refreshingCredentials(() => key("a", 1e12))()).accessKeyId).toBe("a");
    const provider = refreshingCredentials(() => {
      throw down;
    });
    await expect(provider()).rejects.toMatchObject({ message: refused, cause: down });
  });

  test("that throws what is no Error is told without showing it", async () => {
    const provider = refreshingCredentials(() => Promise.reject("canary"));
    await expect(provider()).rejects.toThrow(
      "The credentials could not be loaded: what it threw is no Error; see the cause.",
    );
  });
});

const badOptions: [RefreshOptions, RegExp][] = [
  [{ refreshWindowMs: -1 }, /^refreshWindowMs must be 0 or more/],
  [{ refreshWindowMs: Number.NaN }, /^refreshWindowMs/],
  [{ timeoutMs: 0 }, /^timeoutMs must be more than 0 and at most 2147483647/],
  [{ timeoutMs: Number.POSITIVE_INFINITY }, /^timeoutMs/],
];
test.each(badOptions)("refuses %o", (options, message) => {
  expect(() => refreshingCredentials(() => key("a", minute), options)).toThrow(RangeError);
  expect(() => refreshingCredentials(() => key("a", minute), options)).toThrow(message);
});

function deferred() {
  let resolve: (value: TemporaryCredentials) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<TemporaryCredentials>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
