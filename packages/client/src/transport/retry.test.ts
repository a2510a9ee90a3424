import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createKnowledgeBase, type SigningOptions } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret" };
const success = { code: 0, message: "success", request_id: "02ab", data: { status: "running", percentage: 1 } };
const input = { task_id: "x" };

interface Answer {
  readonly status: number;
  readonly body?: object | string;
  readonly headers?: Record<string, string>;
}

/**
 * A client whose time passes only while it pauses, and to which these answers are given, the last one to all that
 * follow.
 */
function createClient(answers: readonly Answer[], options: Partial<SigningOptions> = {}) {
  let time = Date.parse("2026-01-15T08:30:00Z");
  let sent = 0;
  const delays: number[] = [];
  const kb = createKnowledgeBase({
    credentials,
    fetch: async () => {
      const { status, body = success, headers = {} } = answers[Math.min(sent++, answers.length - 1)] as Answer;
      return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
    },
    now: () => new Date(time),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      delays.push(milliseconds);
      time += milliseconds;
    },
    ...options,
  });
  return { kb, delays, sent: () => sent };
}

const busy = (headers: Record<string, string> = {}): Answer => ({ status: 503, body: "<html>", headers });

describe("Retry-After is waited for, never less:", () => {
  const rows: [value: string, date: string | undefined, delayMs: number][] = [
    ["0", undefined, 250],
    ["1", undefined, 1_000],
    ["1.2", undefined, 250],
    ["+7", undefined, 250],
    ["0x7", undefined, 250],
    ["7, 8", undefined, 250],
    ["Thursday, 15-Jan-26 08:30:20 GMT", undefined, 20_000],
    ["Thu Jan 15 08:30:20 2026", undefined, 20_000],
    ["Thu, 15 Jan 2026 08:30:20 GMT", "Thu Jan 15 08:30:10 2026", 10_000],
    ["Thu, 15 Jan 2026 08:30:60 GMT", undefined, 60_000],
    // By the rule of 50 years: 1976, and not 2076; 1999, and not 2099.
    ["Thursday, 16-Jan-76 08:30:20 GMT", undefined, 250],
    ["Friday, 31-Dec-99 23:59:59 GMT", undefined, 250],
    ["Fri, 15 Jan 2026 08:30:20 GMT", undefined, 250],
    ["Thu, 15 Jan 2026 08:30:20 UTC", undefined, 250],
    ["Thu, 15 Jan 2026 24:30:20 GMT", undefined, 250],
    ["Thu, 15 Jan 26 08:30:20 GMT", undefined, 250],
    ["Thu, 15-Jan-26 08:30:20 GMT", undefined, 250],
    ["Thu Jan 15 08:30:20 2026 GMT", undefined, 250],
    ["Sun, 30 Feb 2026 08:30:20 GMT", undefined, 250],
    ["Thu, 15 anF 2026 08:30:20 GMT", undefined, 250],
    [" 7 ", undefined, 7_000],
    ["-1", undefined, 250],
    ["soon", undefined, 250],
    ["1e3", undefined, 250],
    ["2026-01-15T08:31:00Z", undefined, 250],
    ["Thu, 15 Jan 2026 08:30:20 GMT", undefined, 20_000],
    ["Thu, 15 Jan 2026 08:29:00 GMT", undefined, 250],
    ["Fri, 16 Jan 2026 08:30:20 GMT", "Fri, 16 Jan 2026 08:30:00 GMT", 20_000],
    ["Thu, 15 Jan 2026 08:30:20 GMT", "no date", 20_000],
  ];
  test.each(rows)("%j with the date %j", async (value, date, delayMs) => {
    const headers = { "retry-after": value, ...(date && { date }) };
    const { kb, delays } = createClient([busy(headers), { status: 200 }]);
    await kb.tasks.info(input);
    expect(delays).toEqual([delayMs]);
  });

  test.each([["121"], ["120"], ["99999999999"]])(
    "%s s, which is beyond the call's time: given up at once",
    async (value) => {
      const { kb, delays, sent } = createClient([busy({ "retry-after": value })]);
      const error = { kind: "invalid-response", status: 503, attempts: 1, hint: /timeoutMs/ };
      await expect(kb.tasks.info(input)).rejects.toMatchObject({ ...error, hint: expect.stringMatching(error.hint) });
      expect([delays, sent()]).toEqual([[], 1]);
    },
  );

  test("beyond what timers can wait: given up as well", async () => {
    const { kb, delays } = createClient([busy({ "retry-after": "3000000" })], { timeoutMs: Number.POSITIVE_INFINITY });
    await expect(kb.tasks.info(input)).rejects.toMatchObject({ status: 503 });
    expect(delays).toEqual([]);
  });
});

test("pauses are drawn below a bound that doubles, up to 8 s", async () => {
  const { kb, delays } = createClient([busy()], { retries: 7, random: () => 0.999_99 });
  await expect(kb.tasks.info(input)).rejects.toMatchObject({ attempts: 8 });
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
});

test("the call's own limits go before the client's", async () => {
  const { kb, delays } = createClient([busy()], { retries: 5 });
  await expect(kb.tasks.info(input, { retries: 1 })).rejects.toMatchObject({ attempts: 2 });
  await expect(kb.tasks.info(input, { retries: 0 })).rejects.toMatchObject({ attempts: 1 });
  await expect(kb.tasks.info(input, { timeoutMs: 600 })).rejects.toMatchObject({ attempts: 2 });
  expect(delays).toEqual([250, 250]);
});

test("where a pause takes longer than it should, no retry follows after the call's time", async () => {
  let time = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => time);
  onTestFinished(() => clock.mockRestore());
  const sleep = async () => {
    time += 3_000;
  };
  const { kb, sent } = createClient([busy()], { sleep, timeoutMs: 2_500 });
  await expect(kb.tasks.info(input)).rejects.toMatchObject({ kind: "timeout", attempts: 1 });
  expect(sent()).toBe(1);
});

test.each([3_600_000, -3_600_000])(
  "a clock that is set by %d ms while a call is retried takes no retry",
  async (step) => {
    let shift = 0;
    const answers = [busy(), busy(), { status: 200 }];
    const { kb, delays } = createClient(answers, {
      now: () => new Date(Date.UTC(2026, 0, 15) + shift),
      random: () => {
        shift = step;
        return 0.5;
      },
    });
    await kb.tasks.info(input, { timeoutMs: 10_000 });
    expect(delays).toEqual([250, 500]);
  },
);

test.each([
  ["retries", -1],
  ["timeoutMs", Number.NaN],
  ["attemptTimeoutMs", "5"],
  ["maximumAnswerBytes", Number.NaN],
])("%s may not be %s", async (name, value) => {
  const message = new RegExp(`^TypeError: ${name} must be a number`);
  expect(() => createKnowledgeBase({ credentials, [name]: value })).toThrow(TypeError);
  if (name === "maximumAnswerBytes") return;
  const { kb, sent } = createClient([{ status: 200 }]);
  expect(String(await kb.tasks.info(input, { [name]: value }).catch((error: unknown) => error))).toMatch(message);
  expect(sent()).toBe(0);
});

describe("withResponse", () => {
  test("gives data, status, headers, request id and attempts", async () => {
    const { kb } = createClient([busy(), { status: 200, headers: { "x-tt-logid": "log" } }]);
    const answer = await kb.tasks.info(input).withResponse();
    expect(answer).toMatchObject({ data: success.data, status: 200, requestId: "02ab", attempts: 2 });
    expect(answer.headers.get("x-tt-logid")).toBe("log");
  });

  test("rejects as the call does, once", async () => {
    const { kb } = createClient([{ status: 400, body: { code: 1000003, message: "invalid request:x" } }]);
    await expect(kb.tasks.info(input).withResponse()).rejects.toMatchObject({ kind: "invalid-request", attempts: 1 });
  });

  test("sends nothing of its own", async () => {
    const { kb, sent } = createClient([{ status: 200 }]);
    const call = kb.tasks.info(input);
    await Promise.all([call, call.withResponse(), call.withResponse()]);
    expect(sent()).toBe(1);
  });
});
