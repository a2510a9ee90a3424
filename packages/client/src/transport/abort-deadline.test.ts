import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type CallOptions, createKnowledgeBase, type KnowledgeBaseOptions } from "../index.js";

const key = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const never = new Promise<never>(() => {});
const running = { code: 0, message: "success", request_id: "02", data: { status: "running", percentage: 1 } };
const busy = async () => new Response("busy", { status: 503 });

// Loading this at the first failure would take real time, which the faked clock does not count.
beforeAll(() => import("../errors/failures.js"));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A call that runs out of time, by a clock that only the test moves. */
interface Lateness {
  readonly title: string;
  readonly options?: Partial<KnowledgeBaseOptions>;
  readonly call?: CallOptions;
  /** Milliseconds after which it rejects, and no earlier. */
  readonly rejectsAfterMs: number;
  readonly error: object;
}

const byAttempt = { kind: "timeout", hint: expect.stringContaining("attemptTimeoutMs") };
const byCall = { kind: "timeout", hint: expect.stringContaining("`timeoutMs`") };

// Randomness is a half, so the pauses are 250 and 500 ms.
const rows: readonly Lateness[] = [
  {
    title: "three attempts of 30 s by default",
    rejectsAfterMs: 30_000 + 250 + 30_000 + 500 + 30_000,
    error: { ...byAttempt, attempts: 3 },
  },
  {
    title: "the client's attemptTimeoutMs",
    options: { attemptTimeoutMs: 1_000 },
    rejectsAfterMs: 3_750,
    error: { ...byAttempt, attempts: 3 },
  },
  {
    title: "the call's attemptTimeoutMs and retries before the client's",
    options: { attemptTimeoutMs: 1_000, retries: 9 },
    call: { attemptTimeoutMs: 2_000, retries: 1 },
    rejectsAfterMs: 4_250,
    error: { ...byAttempt, attempts: 2 },
  },
  {
    title: "all attempts within 120 s by default",
    options: { attemptTimeoutMs: 100_000 },
    rejectsAfterMs: 120_000,
    error: { ...byCall, attempts: 2 },
  },
  {
    title: "the call's timeoutMs before the client's",
    options: { timeoutMs: 50_000 },
    call: { timeoutMs: 40_000 },
    rejectsAfterMs: 40_000,
    error: { ...byCall, attempts: 2 },
  },
  {
    title: "a timeoutMs below attemptTimeoutMs",
    options: { timeoutMs: 5_000 },
    rejectsAfterMs: 5_000,
    error: { ...byCall, attempts: 1 },
  },
  {
    title: "a body that stands still",
    options: { fetch: async () => new Response(new ReadableStream()), retries: 0 },
    rejectsAfterMs: 30_000,
    error: { ...byAttempt, attempts: 1 },
  },
  {
    title: "a key that never comes",
    options: { credentials: () => never, timeoutMs: 45_000 },
    rejectsAfterMs: 45_000,
    error: { ...byCall, attempts: 0 },
  },
  {
    title: "a pause beyond the whole call's time is not waited for",
    options: { fetch: busy, timeoutMs: 240 },
    rejectsAfterMs: 0,
    error: { kind: "invalid-response", status: 503, attempts: 1 },
  },
];

describe("a call without an answer rejects when its time is over:", () => {
  test.each(rows)("$title", async ({ options, call, rejectsAfterMs, error }) => {
    const kb = createKnowledgeBase({
      credentials: key,
      fetch: () => never,
      random: () => 0.5,
      ...options,
    } as KnowledgeBaseOptions);
    let thrown: unknown = "not settled yet";
    kb.tasks.info({ task_id: "x" }, call).catch((reason: unknown) => {
      thrown = reason;
    });
    if (rejectsAfterMs > 0) {
      await vi.advanceTimersByTimeAsync(rejectsAfterMs - 1);
      expect(thrown).toBe("not settled yet");
    }
    await vi.advanceTimersByTimeAsync(1);
    expect(thrown).toMatchObject(error);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("and lets go of a body that stands still", async () => {
    let cancelled = 0;
    const body = () => new ReadableStream({ cancel: () => void cancelled++ });
    const kb = createKnowledgeBase({ credentials: key, fetch: async () => new Response(body()), random: () => 0.5 });
    const call = expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ kind: "timeout" });
    await vi.runAllTimersAsync();
    await call;
    expect(cancelled).toBe(3);
  });

  test("and aborts the signal of each fetch, not of one that answered", async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch: typeof globalThis.fetch = (_url, init) => {
      signals.push(init?.signal);
      return signals.length < 3 ? never : Promise.resolve(Response.json(running));
    };
    const kb = createKnowledgeBase({ credentials: key, fetch, random: () => 0.5 });
    const call = kb.tasks.info({ task_id: "x" });
    await vi.runAllTimersAsync();
    expect(await call).toEqual(running.data);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true, false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("and an answer in time leaves no timer", async () => {
    const kb = createKnowledgeBase({ credentials: key, fetch: async () => Response.json(running) });
    expect(await kb.tasks.info({ task_id: "x" })).toEqual(running.data);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("and a failure that is not tried again leaves no timer", async () => {
    const kb = createKnowledgeBase({ credentials: key, fetch: busy, retries: 0 });
    await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ status: 503 });
    expect(vi.getTimerCount()).toBe(0);
  });
});
