import { describe, expect, onTestFinished, test, vi } from "vitest";
import { settle } from "../../testing/settle.js";
import { type AttemptEvent, createKnowledgeBase, type Hooks, type Logger } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret", sessionToken: "canary-token" };
const input = { task_id: "x" };
const url = "https://api-knowledgebase.mlp.cn-beijing.volces.com/api/knowledge/task/info";

/** A client that gets a 502 first; its clock is set back by a second with each look at it. */
function createClient(options: { hooks?: Hooks; logger?: Logger }) {
  let time = Date.parse("2026-01-15T08:30:00Z");
  const fetch = vi.fn<typeof globalThis.fetch>();
  fetch.mockResolvedValueOnce(new Response("<html>", { status: 502 }));
  fetch.mockImplementation(async () => Response.json({ code: 0, request_id: "02ab", data: {} }));
  const sleep = vi.fn(async () => {});
  const now = () => {
    time -= 1_000;
    return new Date(time);
  };
  return { fetch, sleep, kb: createKnowledgeBase({ credentials, fetch, sleep, now, random: () => 0.5, ...options }) };
}

describe("hooks", () => {
  test("are called in order, with one shape of event and without secrets", async () => {
    const events: [string, AttemptEvent][] = [];
    const hook = (name: string) => (event: AttemptEvent) => {
      events.push([name, event]);
    };
    const hooks = { beforeAttempt: hook("before"), afterAttempt: hook("after"), beforeRetry: hook("retry") };
    await createClient({ hooks }).kb.tasks.info(input);

    const request = { method: "POST", url };
    expect(events).toMatchObject([
      ["before", { ...request, attempt: 1 }],
      ["after", { ...request, attempt: 1, status: 502, error: { kind: "invalid-response" } }],
      ["retry", { ...request, attempt: 1, status: 502, error: { kind: "invalid-response" }, delayMs: 250 }],
      ["before", { ...request, attempt: 2 }],
      ["after", { ...request, attempt: 2, status: 200, requestId: "02ab" }],
    ]);
    // By the steady clock, which this test does not hold; the given one is set back with each request.
    expect(events.map(([, { durationMs = -1 }]) => durationMs >= 0)).toEqual([false, true, true, false, true]);
    expect(events[0]?.[1].headers).toMatchObject({
      "Content-Type": "application/json",
      "x-date": expect.stringMatching(/^\d{8}T\d{6}Z$/),
      authorization: "[redacted]",
      "x-security-token": "[redacted]",
    });
    expect(JSON.stringify(events)).not.toContain("canary");
  });

  test("are told nothing of what is explained and not sent", async () => {
    const hook = vi.fn();
    const { fetch, kb } = createClient({ hooks: { beforeAttempt: hook, afterAttempt: hook, beforeRetry: hook } });
    await kb.explain((calls) => calls.tasks.info(input));
    await kb.toCurl((calls) => calls.tasks.info(input));
    expect(hook).not.toHaveBeenCalled();
    expect(fetch).not.toHaveBeenCalled();
  });

  test.each(["beforeAttempt", "afterAttempt", "beforeRetry"] as const)("what %s throws ends the call", async (name) => {
    const own = new Error("own fault");
    const hooks: Hooks = {
      [name]: () => {
        throw own;
      },
    };
    const { fetch, kb, sleep } = createClient({ hooks });
    await expect(kb.tasks.info(input)).rejects.toBe(own);
    expect([fetch.mock.calls.length, sleep.mock.calls.length]).toEqual([name === "beforeAttempt" ? 0 : 1, 0]);
  });

  test("a promise of one is not awaited; its rejection goes to the logger", async () => {
    const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const hooks = { beforeRetry: async () => Promise.reject(new Error("own fault")) };
    await expect(createClient({ hooks, logger }).kb.tasks.info(input)).resolves.toEqual({});
    expect(logger.error).toHaveBeenCalledExactlyOnceWith(
      { hook: "beforeRetry", error: "Error: own fault" },
      "a hook failed",
    );
  });

  const log = () => {};
  const loggers: { title: string; logger: Logger | undefined }[] = [
    { title: "no logger", logger: undefined },
    { title: "a logger", logger: { debug: log, info: log, warn: log, error: log } },
    {
      title: "a logger that throws",
      logger: {
        debug: log,
        info: log,
        warn: log,
        error: () => {
          throw new Error("the log is full");
        },
      },
    },
  ];
  test.each(loggers)("no rejection of one ends the process, with $title", async ({ logger }) => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on("unhandledRejection", note);
    onTestFinished(() => void process.off("unhandledRejection", note));
    const rejects = async () => Promise.reject(new Error("own fault"));
    const hooks = { beforeAttempt: rejects, afterAttempt: rejects, beforeRetry: rejects };
    await createClient({ hooks, ...(logger && { logger }) }).kb.tasks.info(input);
    // Node tells of a rejection when the queue of promises is empty.
    await settle();
    expect(rejections).toEqual([]);
  });
});

const fail = () => {
  throw new Error("The disk is full.");
};
const failing: { title: string; logger: object }[] = [
  { title: "throws", logger: { debug: fail, info: fail, warn: fail, error: fail } },
  { title: "rejects", logger: { debug: async () => fail(), info: async () => fail(), error: async () => fail() } },
  { title: "lacks levels", logger: {} },
];
test.each(failing)("a logger that $title ends nothing", async ({ logger }) => {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  await expect(createClient({ logger: logger as Logger }).kb.tasks.info(input)).resolves.toEqual({});
  for (let turn = 0; turn < 3; turn++) await settle();
  expect(rejections).toEqual([]);
});

test("a logger gets fields and a message for each moment", async () => {
  const lines: unknown[] = [];
  const level = (name: string) => (fields: object, message: string) => {
    lines.push([name, message, fields]);
  };
  const logger = { debug: level("debug"), info: level("info"), warn: level("warn"), error: level("error") };
  await createClient({ logger }).kb.tasks.info(input);
  expect(lines).toMatchObject([
    ["debug", "request sent", { attempt: 1, url }],
    ["debug", "request ended", { status: 502, kind: "invalid-response", error: expect.stringContaining("HTTP 502") }],
    ["info", "request will be sent again", { delayMs: 250 }],
    ["debug", "request sent", { attempt: 2 }],
    ["debug", "request ended", { status: 200, requestId: "02ab" }],
  ]);
  expect(JSON.stringify(lines)).not.toContain("canary");
});

describe("VIKING_KB_LOG", () => {
  test("a standard error that cannot be written to ends no call", async () => {
    vi.stubEnv("VIKING_KB_LOG", "debug");
    onTestFinished(() => void vi.unstubAllEnvs());
    const write = vi.spyOn(process.stderr, "write").mockImplementation(() => {
      throw new Error("EBADF");
    });
    onTestFinished(() => write.mockRestore());
    await expect(createClient({}).kb.tasks.info(input)).resolves.toEqual({});
    expect(write).toHaveBeenCalledTimes(5);
  });

  test.each([
    ["debug", 5],
    ["info", 0],
  ])("%s writes %i lines to standard error", async (value, count) => {
    vi.stubEnv("VIKING_KB_LOG", value);
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      await createClient({}).kb.tasks.info(input);
      const lines = write.mock.calls.map(([text]) => String(text));
      expect(lines).toHaveLength(count);
      for (const line of lines) expect(line).toMatch(/^viking-kb: request .*\{.*\}\n$/);
      expect(lines.join()).not.toContain("canary");
    } finally {
      write.mockRestore();
      vi.unstubAllEnvs();
    }
  });
});
