import { describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { answeredBy, caught, running, states, success } from "../../testing/answered-tasks.js";
import { createPassingEnvironment } from "../../testing/passing-environment.js";
import type { CallOptions } from "../index.js";

/** Real time does not pass, so that what was slept can be added up. Returns what moves it on, by milliseconds. */
function stopSteadyClock(): (milliseconds: number) => void {
  let time = 1_000;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => time);
  onTestFinished(() => clock.mockRestore());
  return (milliseconds) => {
    time += milliseconds;
  };
}

describe("the deadline", () => {
  const hour = 3_600_000;
  test.each([2 * hour, -2 * hour, Number.NaN])("is none of a clock that is set, by %d ms", async (step) => {
    let shift = 0;
    const { tasks, bodies } = answeredBy(
      (_body, request) => {
        if (request === 1) shift = step;
        return request < 3 ? running(request) : success;
      },
      { ...createPassingEnvironment(), now: () => new Date(Date.now() + shift) },
    );
    // The wait of the clock that gives no date ends, since nothing can be signed by it.
    const outcome = await caught(tasks.wait("t1"));
    if (Number.isNaN(step)) expect(outcome).toBeInstanceOf(RangeError);
    else expect([outcome, bodies.length]).toEqual([undefined, 4]);
  });

  test("is measured again after a pause that took longer", async () => {
    const passed = stopSteadyClock();
    const sleeps: number[] = [];
    const sleep = async (milliseconds: number) => {
      sleeps.push(milliseconds);
      passed(3 * milliseconds);
    };
    const { tasks, bodies } = answeredBy(states(running(10)), { ...createPassingEnvironment(), sleep });
    // 2,250 ms after the first pause, of which 750 were asked for; the second is cut short to what is left.
    expect(await caught(tasks.wait("t1", { timeoutMs: 3_000 }))).toMatchObject({ kind: "timeout" });
    expect([sleeps, bodies.length]).toEqual([[750, 750], 2]);
  });

  test("ends a wait, with the last state, having slept no longer than it", async () => {
    stopSteadyClock();
    const { tasks, environment } = answeredBy(states(running(10), running(40)));
    const error = await caught(tasks.wait("t1", { timeoutMs: 5_000 }));
    expect(error).toMatchObject({
      kind: "timeout",
      message: "The end was not seen in time; last seen: running, 40 %.",
      hint: expect.stringMatching(/timeoutMs/),
    });
    expect(environment.sleeps.reduce((sum, slept) => sum + slept)).toBe(5_000);
  });

  test("is an hour where none is given", async () => {
    stopSteadyClock();
    const { tasks, environment } = answeredBy(states(running(10)));
    expect(await caught(tasks.wait("t1"))).toMatchObject({ kind: "timeout" });
    expect(environment.sleeps.reduce((sum, slept) => sum + slept)).toBe(3_600_000);
  });

  test("may be endless", async () => {
    const { tasks } = answeredBy((_body, request) => (request < 800 ? running(0) : success));
    expect(await tasks.wait("t1", { timeoutMs: Number.POSITIVE_INFINITY })).toEqual(success);
  });

  test("ends asking that takes too long, with the last state", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const { tasks } = answeredBy((_body, request) => {
      if (request === 0) return running(7);
      vi.advanceTimersByTime(50);
      return new Promise(() => {});
    });
    const error = await caught(tasks.wait("t1", { timeoutMs: 800 }));
    expect(error).toMatchObject({ kind: "timeout", message: expect.stringMatching(/running, 7 %/), attempts: 1 });
    // What is left of the 800 ms after the first answer and a pause of 750.
    expect(error).toMatchObject({ cause: { kind: "timeout", message: expect.stringMatching(/ 50 ms/) } });
  });

  test.each([
    { title: "a longer wait", wait: { timeoutMs: 3_600_000 }, limits: { timeoutMs: 900 }, says: "900 ms (timeoutMs)" },
    { title: "a wait of an hour", wait: {}, limits: { timeoutMs: 900 }, says: "900 ms (timeoutMs)" },
    { title: "a wait of a second", wait: { timeoutMs: 1_000 }, limits: { timeoutMs: 900 }, says: "900 ms (timeoutMs)" },
    { title: "an attempt's", wait: { attemptTimeoutMs: 900 }, limits: {}, says: "900 ms (attemptTimeoutMs)" },
  ])("is not one call's, which ends as the client says: $title", async ({ wait, limits, says }) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const silent = () => {
      vi.advanceTimersByTime(900);
      return new Promise(() => {});
    };
    const { tasks, bodies } = answeredBy(silent, createPassingEnvironment(), limits);
    const error = await caught(tasks.wait("t1", wait));
    expect(error).toMatchObject({
      kind: "timeout",
      message: expect.stringContaining(`No whole answer within ${says}`),
    });
    expect(bodies).toHaveLength(1);
  });

  test.each([150_000, 90_000])("of %d ms holds for a call that may take longer", async (timeoutMs) => {
    const busy = () => new Response("{}", { status: 503, headers: { "retry-after": "200" } });
    const { tasks, bodies, environment } = answeredBy(busy, createPassingEnvironment(), {
      timeoutMs: 600_000,
      retries: 2,
    });
    expect(await caught(tasks.wait("t1", { timeoutMs }))).toMatchObject({ status: 503 });
    expect([bodies.length, environment.sleeps]).toEqual([1, []]);
    expectTypeOf<CallOptions>().not.toHaveProperty("leftMs");
  });

  test("comes though the clock stands still", async () => {
    const environment = { ...createPassingEnvironment(), now: () => new Date(0) };
    const { tasks } = answeredBy(states(running(10)), environment);
    expect(await caught(tasks.wait("t1", { timeoutMs: 60_000 }))).toMatchObject({ kind: "timeout" });
  });

  test.each([-1, Number.NaN])("of %s is refused", async (timeoutMs) => {
    const { tasks, bodies } = answeredBy(states(running(10)));
    const error = await caught(tasks.wait("t1", { timeoutMs }));
    expect(error).toEqual(new TypeError("timeoutMs must be a number, 0 or more."));
    expect(bodies).toHaveLength(0);
  });

  test("of a watch counts what its loop takes", async () => {
    const { tasks, environment } = answeredBy(states(running(10)));
    const loop = async () => {
      for await (const _ of tasks.watch("t1", { timeoutMs: 5_000 })) environment.pass(6_000);
    };
    expect(await caught(loop())).toMatchObject({ kind: "timeout" });
  });
});
