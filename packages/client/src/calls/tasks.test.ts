import { inspect } from "node:util";
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { createAnsweringFetch, type FetchAnswer, refusal } from "../../testing/answering-fetch.js";
import { createPassingEnvironment } from "../../testing/passing-environment.js";
import { type CallLimits, type CallOptions, createKnowledgeBase, isKnowledgeBaseError } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

function answeredBy(answer: FetchAnswer, environment = createPassingEnvironment(), limits: CallLimits = {}) {
  const { fetch, bodies } = createAnsweringFetch(answer);
  const { now, random, sleep } = environment;
  const { tasks } = createKnowledgeBase({ credentials, fetch, retries: 0, ...limits, now, random, sleep });
  return { bodies, environment, tasks };
}

/** Answers with one state after the other, and with the last one from then on. */
const states =
  (...states: readonly object[]): FetchAnswer =>
  (_body, request) =>
    states[Math.min(request, states.length - 1)];

const running = (percentage: number) => ({ status: "running", percentage });
const success = {
  status: "success",
  percentage: 100,
  attachment_link: "https://files.example/a.zip?X-Tos-Signature=k",
};
const failed = { status: "fail", percentage: 40 };

const caught = async (promise: Promise<unknown>) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return undefined;
};

const rows: {
  title: string;
  answers: readonly object[];
  /** What wait gives, or rejects with. */
  ends: object;
  /** What is told on the way, and what watch gives. */
  told: readonly object[];
  sleeps: readonly number[];
}[] = [
  { title: "done at once", answers: [success], ends: success, told: [success], sleeps: [] },
  {
    title: "progress, told where it changed",
    answers: [running(0), running(10), running(10), running(80), success],
    ends: success,
    told: [running(0), running(10), running(80), success],
    sleeps: [750, 1125, 1688, 2531],
  },
  {
    title: "a status that nobody knows waits on",
    answers: [{ status: "paused", percentage: 3 }, { status: "paused", percentage: 3 }, success],
    ends: success,
    told: [{ status: "paused", percentage: 3 }, success],
    sleeps: [750, 1125],
  },
  {
    title: "an answer without a status waits on",
    answers: [{}, success],
    ends: success,
    told: [{}, success],
    sleeps: [750],
  },
  {
    title: "a failure carries the task",
    answers: [running(40), failed],
    ends: {
      kind: "task-failed",
      message: "The task failed at 40 %.",
      hint: expect.stringMatching(/create it anew/),
      task: failed,
    },
    told: [running(40), failed],
    sleeps: [750],
  },
];

describe("waiting for a task", () => {
  test.each(rows)("$title", async ({ answers, ends, told, sleeps }) => {
    const { tasks, bodies, environment } = answeredBy(states(...answers));
    const progress: object[] = [];
    const outcome = await tasks.wait("t1", { onProgress: (task) => progress.push(task) }).catch((error) => error);
    expect(outcome).toMatchObject(ends);
    expect(isKnowledgeBaseError(outcome, "task-failed")).toBe("kind" in ends);
    expect(progress).toEqual(told);
    expect(environment.sleeps).toEqual(sleeps);
    expect(bodies).toEqual(answers.map(() => ({ task_id: "t1" })));
  });

  test.each(rows)("watching: $title", async ({ answers, told }) => {
    const seen: object[] = [];
    for await (const task of answeredBy(states(...answers)).tasks.watch("t1")) seen.push(task);
    expect(seen).toEqual(told);
  });

  test("takes what info takes: the id alone, or the whole input", async () => {
    const { tasks, bodies } = answeredBy(states(success));
    const whole = { task_id: "t1", pipeline_name: "p" };
    for (const call of [tasks.info, tasks.wait]) await Promise.all([call("t1"), call(whole)]);
    expect(bodies).toEqual([{ task_id: "t1" }, whole, { task_id: "t1" }, whole]);
  });

  test("pauses from 1 s on, each half as long again, up to 10 s, of which half to all is slept", async () => {
    for (const [drawn, share] of [
      [0, 0.5],
      [0.999_999, 1],
    ] as const) {
      const { tasks, environment } = answeredBy(
        (_body, request) => (request < 9 ? running(request) : success),
        createPassingEnvironment(drawn),
      );
      await tasks.wait("t1");
      const whole = [1000, 1500, 2250, 3375, 5062.49, 7593.75, 10_000, 10_000, 10_000];
      expect(environment.sleeps).toEqual(whole.map((pause) => Math.round(pause * share)));
    }
  });

  test("nothing is asked before a watch begins, nor after it is left", async () => {
    const { tasks, bodies, environment } = answeredBy(states(running(1), running(2)));
    const watching = tasks.watch("t1");
    expect(bodies).toHaveLength(0);
    for await (const _ of watching) break;
    expect([bodies.length, environment.sleeps.length]).toEqual([1, 0]);
  });
});

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

describe("ending a wait", () => {
  const reason = new Error("Enough.");

  test.each([
    { title: "before it begins", abortAt: "start" },
    { title: "while it is asked", abortAt: "ask" },
    { title: "in mid-sleep", abortAt: "sleep" },
    { title: "in onProgress", abortAt: "progress" },
  ])("by the signal $title", async ({ abortAt }) => {
    const controller = new AbortController();
    const environment = createPassingEnvironment(0.5, () => true);
    const { tasks, bodies } = answeredBy(
      abortAt === "ask" ? () => new Promise(() => {}) : states(running(1)),
      environment,
    );
    if (abortAt === "start") controller.abort(reason);
    const wait = tasks.wait("t1", {
      signal: controller.signal,
      onProgress: () => abortAt === "progress" && controller.abort(reason),
    });
    const ended = caught(wait);
    while (abortAt === "sleep" && environment.sleeps.length === 0) await new Promise(setImmediate);
    while (abortAt === "ask" && bodies.length === 0) await new Promise(setImmediate);
    controller.abort(reason);
    expect(await ended).toMatchObject({ kind: "aborted" });
    expect(bodies.length).toBeLessThanOrEqual(1);
  });

  test.each([
    {
      title: "throws",
      onProgress: () => {
        throw reason;
      },
    },
    { title: "rejects", onProgress: () => Promise.reject(reason) },
  ])("by an onProgress that $title", async ({ onProgress }) => {
    const { tasks, bodies, environment } = answeredBy(states(running(1), success));
    expect(await caught(tasks.wait("t1", { onProgress }))).toBe(reason);
    expect([bodies.length, environment.sleeps.length]).toEqual([1, 0]);
  });

  test("by an error that asking rejects with", async () => {
    const { tasks } = answeredBy((_body, request) =>
      request === 0 ? running(1) : refusal(400, 1000003, "invalid request:task not exist"),
    );
    expect(await caught(tasks.wait("t1"))).toMatchObject({ kind: "task-not-exist", code: 1000003 });
  });
});

test("a failed task that has a link shows none of its key", async () => {
  const link = "https://files.example/a.zip?X-Tos-Signature=canary-key";
  const { tasks } = answeredBy(states({ ...failed, attachment_link: link }));
  const error = await caught(tasks.wait("t1"));
  expect(error).toMatchObject({ task: { attachment_link: "https://files.example/a.zip?…" } });
  for (const shown of [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)]) {
    expect(shown).not.toContain("canary");
  }
});
