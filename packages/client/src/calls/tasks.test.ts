import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { answeredBy, caught, failed, running, states, success } from "../../testing/answered-tasks.js";
import { refusal } from "../../testing/answering-fetch.js";
import { createPassingEnvironment } from "../../testing/passing-environment.js";
import { isKnowledgeBaseError } from "../index.js";

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
      message: 'The task failed: the API answered {"status":"fail","percentage":40}.',
      hint: expect.stringMatching(/create it anew.*request id/),
      requestId: "021",
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
