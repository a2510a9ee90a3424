import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  at,
  credentials,
  hour,
  httpDate,
  minute,
  serverTime,
  startClockServer,
  unauthorized,
} from "../../testing/clock-server.js";
import { type Refusal, startVerifyingServer } from "../../testing/verifying-server.js";
import type { KnowledgeBaseError } from "../index.js";

describe("refused all the same:", () => {
  const wrong = "another-secret";
  const rows: { title: string; offset: number; refusal?: Refusal; sent: number; error: object; says?: RegExp }[] = [
    { title: "a wrong secret, a right clock", offset: 0, sent: 1, error: { requestId: "request 1" } },
    {
      title: "a wrong secret, a clock behind",
      offset: -20 * minute,
      sent: 2,
      error: { requestId: "request 2", status: 401 },
      says: / By the answer's Date, the clock here is 20 minutes behind the server's\.$/,
    },
    {
      title: "a wrong secret, a clock ahead",
      offset: 90 * minute,
      sent: 2,
      error: { requestId: "request 2" },
      says: /the clock here is 90 minutes ahead of the server's\.$/,
    },
    { title: "3 hours", offset: -3 * hour, sent: 2, error: {}, says: /3 hours behind/ },
    { title: "50 years", offset: -50 * 365 * 24 * hour, sent: 2, error: {}, says: /18250 days behind/ },
    { title: "5 minutes exactly", offset: -5 * minute, sent: 1, error: {} },
    { title: "5 minutes exactly, ahead", offset: 5 * minute, sent: 1, error: {} },
    { title: "a second more", offset: -5 * minute - 1000, sent: 2, error: {}, says: /5 minutes behind/ },
    { title: "a second more, ahead", offset: 5 * minute + 1000, sent: 2, error: {}, says: /5 minutes ahead/ },
    {
      title: "no permission is none of the clock's business",
      offset: -hour,
      refusal: { status: 403, body: '{"code":1000002,"message":"no permission","request_id":"request 1"}' },
      sent: 1,
      error: { kind: "no-permission", requestId: "request 1" },
    },
    {
      title: "a key that the server does not know, as seen live",
      offset: -hour,
      refusal: { status: 400, body: '{"code":1000001,"message":"invalid api key"}' },
      sent: 1,
      error: { status: 400 },
      says: /60 minutes behind/,
    },
    {
      title: "a proxy's own 401",
      offset: -hour,
      refusal: { body: "<html>Log in</html>" },
      sent: 1,
      error: { kind: "invalid-response", status: 401 },
    },
    ...[
      null,
      "",
      "1",
      "2026",
      "Thu",
      "2026-01-15T08:00:00Z",
      "15 Jan 2026 08:00:00 GMT",
      "Fri, 15 Jan 2026 08:00:00 GMT",
      "Thu, 15 Jan 2026 08:00:00 +0000",
      "Thu, 15 Jan 2026 08:00:00",
      "Thursday, 15-Jan-2026 08:00:00 GMT",
      "Thu, 32 Jan 2026 08:00:00 GMT",
      "Thu, 15 Jan 2026 25:00:00 GMT",
      "Wed, 01 Jan 275000 00:00:00 GMT",
      [httpDate(serverTime), httpDate(serverTime + hour)],
    ].map((date) => ({
      title: `a Date that says nothing: ${JSON.stringify(date)}`,
      offset: -hour,
      refusal: { date },
      sent: 1,
      error: { requestId: "request 1" },
    })),
  ];
  test.each(rows)("$title", async ({ offset, refusal, sent, error, says }) => {
    const { client, arrived } = await startVerifyingServer(refusal, wrong);
    const call = client({ now: at(serverTime + offset) }).tasks.info({ task_id: "x" });
    const thrown: KnowledgeBaseError = await call.then(
      () => expect.fail("the call must be refused"),
      (caught) => caught,
    );
    expect(thrown).toMatchObject({ kind: "unauthorized", ...error });
    expect(arrived).toHaveLength(sent);
    if (says) expect(thrown.hint).toMatch(says);
    else expect(thrown.hint).not.toMatch(/clock here/);
    expect(inspect(thrown, { depth: 10, showHidden: true }) + JSON.stringify(thrown)).not.toMatch(/canary|Signature=/);
  });

  test("a Date that lies costs one more request a call, and nothing is kept of it", async () => {
    const { client, dates } = await startVerifyingServer({ date: httpDate(serverTime + 24 * hour) }, wrong);
    const kb = client({ now: at(serverTime) });
    for (let call = 0; call < 3; call++) {
      await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ kind: "unauthorized" });
    }
    expect(dates()).toEqual(Array.from({ length: 3 }, () => ["20260115T080000Z", "20260116T080000Z"]).flat());
  });

  test("a correction that was of use outlives a Date that lies", async () => {
    const refusal = { date: httpDate(serverTime) };
    const { client, dates } = await startVerifyingServer(refusal);
    const secrets = [credentials.secretAccessKey, credentials.secretAccessKey, wrong, wrong];
    const kb = client({
      now: at(serverTime - hour),
      credentials: () => ({ ...credentials, secretAccessKey: secrets.shift() ?? credentials.secretAccessKey }),
    });
    await kb.tasks.info({ task_id: "x" });
    refusal.date = httpDate(serverTime + hour);
    await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ kind: "unauthorized" });
    await kb.tasks.info({ task_id: "x" });
    expect(dates()).toEqual(["07", "08", "08", "09", "08"].map((hours) => `20260115T${hours}0000Z`));
  });
});

test("a second answer that says nothing of the signature keeps nothing", async () => {
  let answers = 0;
  const { client, dates } = await startClockServer((_request, response) => {
    answers++;
    response.setHeader("date", httpDate(serverTime));
    response.writeHead(answers === 2 ? 502 : 401, { "content-type": "application/json" });
    response.end(answers === 2 ? "<html>" : JSON.stringify(unauthorized));
  });
  const kb = client({ now: at(serverTime - hour) });
  await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ kind: "invalid-response", status: 502 });
  await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ kind: "unauthorized" });
  expect(dates()).toEqual(["07", "08", "07", "08"].map((hours) => `20260115T${hours}0000Z`));
});
