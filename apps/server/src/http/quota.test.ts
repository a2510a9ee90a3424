import { describe, expect, test } from "vitest";
import { expectAnswer, success } from "../../testing/expect-answer.js";
import { runServer } from "../../testing/running-server.js";
import { keys } from "../../testing/sample-content.js";
import { call } from "../../testing/signed-request.js";
import { createQuota } from "./quota.js";

/** A request at a moment, in milliseconds, and after how many seconds it may be sent again; 0 when it is taken. */
interface Step {
  readonly at: number;
  readonly retryAfter: number;
  readonly key?: string;
}

/** The same request so many times. */
const times = (count: number, step: Step): Step[] => Array.from({ length: count }, () => step);

const rows: { what: string; requestsPerSecond: number; steps: readonly Step[] }[] = [
  {
    what: "the requests of a second come at once, the next when its share of a second is over",
    requestsPerSecond: 4,
    steps: [
      ...times(4, { at: 1_000, retryAfter: 0 }),
      { at: 1_000, retryAfter: 1 },
      { at: 1_249, retryAfter: 1 },
      { at: 1_250, retryAfter: 0 },
      { at: 1_250, retryAfter: 1 },
    ],
  },
  {
    what: "silence saves up no more than a second's requests",
    requestsPerSecond: 3,
    steps: [...times(3, { at: 3_600_000, retryAfter: 0 }), { at: 3_600_000, retryAfter: 1 }],
  },
  {
    what: "one request may always be sent, and the wait is told in whole seconds, rounded up",
    requestsPerSecond: 0.25,
    steps: [
      { at: 0, retryAfter: 0 },
      { at: 0, retryAfter: 4 },
      { at: 1, retryAfter: 4 },
      { at: 1_000, retryAfter: 3 },
      { at: 3_999, retryAfter: 1 },
      { at: 4_000, retryAfter: 0 },
    ],
  },
  {
    what: "a silent key may send its request at any moment, whatever of its share of a second is rounded",
    requestsPerSecond: 0.001,
    steps: [{ at: 1_200_000, retryAfter: 0 }, ...times(2, { at: 1_300_000, retryAfter: 900 })],
  },
  {
    what: "what is refused costs nothing",
    requestsPerSecond: 1,
    steps: [{ at: 0, retryAfter: 0 }, ...times(1_000, { at: 0, retryAfter: 1 }), { at: 1_000, retryAfter: 0 }],
  },
  {
    what: "each key has its own",
    requestsPerSecond: 1,
    steps: [
      { at: 0, retryAfter: 0 },
      { at: 0, retryAfter: 0, key: "another" },
      { at: 0, retryAfter: 1 },
      { at: 0, retryAfter: 1, key: "another" },
    ],
  },
  {
    what: "a share of a second that no binary number holds adds up to whole seconds",
    requestsPerSecond: 3,
    steps: Array.from({ length: 300 }, (_, second) => [
      ...times(3, { at: second * 1_000, retryAfter: 0 }),
      { at: second * 1_000, retryAfter: 1 },
    ]).flat(),
  },
];
test.each(rows)("$requestsPerSecond a second: $what", ({ requestsPerSecond, steps }) => {
  let time = 0;
  const take = createQuota(requestsPerSecond, () => time);
  const told = steps.map(({ at, key = "one" }) => {
    time = at;
    try {
      take(key);
      return 0;
    } catch (error) {
      return Number((error as { headers?: Record<string, string> }).headers?.["Retry-After"]);
    }
  });
  expect(told).toEqual(steps.map(({ retryAfter }) => retryAfter));
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d is no quota", async (requestsPerSecond) => {
  await expect(runServer({ requestsPerSecond })).rejects.toThrow(
    `requestsPerSecond is ${requestsPerSecond}; it must be a number above 0.`,
  );
});

describe("A server with a quota of one request in 1,000 s", () => {
  const quotaExceeded = { status: 429, code: 1000029, message: "quota exceeded" };

  test("refuses the second one of a key, and says when it may come again; the log says whose it was", async () => {
    const server = await runServer({ requestsPerSecond: 0.001 });
    expectAnswer("getCollectionInfo", await call(server, "getCollectionInfo", { name: "handbook" }), success);
    const refused = await call(server, "getTaskInfo", { task_id: "succeeded" });
    const other = await call(server, "getCollectionInfo", { name: "handbook" }, { key: keys.everything });
    await server.stop();
    expectAnswer("getTaskInfo", refused, quotaExceeded);
    // How long the two took, nobody knows, but not ten minutes.
    expect(refused.headers.get("retry-after")).toMatch(/^(1000|[4-9]\d\d)$/);
    expectAnswer("getCollectionInfo", other, success);
    expect(server.log.find(({ status }) => status === 429)).toMatchObject({
      accessKeyId: keys.reader.accessKeyId,
      reason: "more than 0.001 requests a second",
    });
  });

  const unverified = [
    { what: "with a wrong secret", key: { ...keys.reader, secretAccessKey: "another" } },
    { what: "of an unknown key", key: { ...keys.reader, accessKeyId: "AKLTNOBODY" } },
    { what: "signed a day ago", now: () => new Date(Date.now() - 86_400_000) },
  ];
  test("counts none that is not verified, and checks the signature first", async () => {
    const server = await runServer({ requestsPerSecond: 0.001 });
    const ask = (options = {}) => call(server, "getCollectionInfo", { name: "handbook" }, options);
    const before = await Promise.all(unverified.map(ask));
    const verified = await ask();
    const after = await Promise.all(unverified.map(ask));
    await server.stop();
    expect([...before, ...after].map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 401));
    expectAnswer("getCollectionInfo", verified, success);
  });

  const laterChecks = [
    { what: "that is no JSON", body: "{" },
    { what: "that the schema refuses", body: { name: 1 } },
    { what: "for a project that the key may not read", body: { name: "handbook", project: "finance" } },
    { what: "for a collection that is not there", body: { name: "none" } },
  ];
  test.each(laterChecks)("counts a request $what, and refuses the next one before that is seen", async ({ body }) => {
    const server = await runServer({ requestsPerSecond: 0.001 });
    const statuses = [];
    for (let count = 0; count < 2; count++) statuses.push((await call(server, "getCollectionInfo", body)).status);
    await server.stop();
    expect(statuses).toEqual([expect.toSatisfy((status) => status === 400 || status === 403), 429]);
  });

  test("answers /ping, and unknown paths as ever", async () => {
    const server = await runServer({ requestsPerSecond: 0.001 });
    const asked = ["/ping", "/ping", "/none", "/none"].map(async (path) => (await fetch(server.url + path)).status);
    expect(await Promise.all(asked)).toEqual([200, 200, 404, 404]);
    await server.stop();
  });
});
