import type { RequestListener, ServerResponse } from "node:http";
import { inspect } from "node:util";
import { verifyRequest } from "@viking-kb/auth";
import { afterEach, describe, expect, test } from "vitest";
import { type AnsweringServer, startAnsweringServer } from "../testing/answering-server.js";
import { createKnowledgeBase, type KnowledgeBaseError, type SigningOptions } from "./index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret", sessionToken: "canary-token" };
const minute = 60_000;
const hour = 60 * minute;
/** The server's time, standing still. */
const serverTime = Date.parse("2026-01-15T08:00:00Z");
const at = (milliseconds: number) => () => new Date(milliseconds);
const httpDate = (milliseconds: number) => new Date(milliseconds).toUTCString();

const success = { code: 0, message: "success", request_id: "02", data: { status: "running", percentage: 1 } };
const unauthorized = { code: 1000001, message: "unauthorized" };

interface Refusal {
  /** The answer's `Date`; the server's time by default, none when null. */
  readonly date?: string | readonly string[] | null;
  readonly status?: number;
  readonly body?: string;
}

let server: AnsweringServer;
/** Local ports of the connections that requests came by. */
let connections: Set<number | undefined>;

/** A server that verifies, by its own clock, and answers a refused request as told. */
async function startVerifyingServer(refusal: Refusal = {}, secretAccessKey = credentials.secretAccessKey) {
  connections = new Set();
  const answer: RequestListener = async (request, response) => {
    connections.add(request.socket.remotePort);
    const arrived = server.arrived[server.arrived.length - 1];
    const received = {
      method: "POST",
      target: arrived?.target ?? "",
      headers: arrived?.headers ?? [],
      body: Buffer.from(arrived?.body ?? ""),
    };
    const verification = await verifyRequest(received, {
      lookUpKey: () => ({ ...credentials, secretAccessKey }),
      now: at(serverTime),
    });
    const { date = httpDate(serverTime), status = 401, body } = refusal;
    if (date === null) response.sendDate = false;
    else response.setHeader("date", date);
    response.setHeader("content-type", "application/json");
    if (verification.ok) response.end(JSON.stringify(success));
    else {
      response.statusCode = status;
      response.end(body ?? JSON.stringify({ ...unauthorized, request_id: `request ${server.arrived.length}` }));
    }
  };
  server = await startAnsweringServer(answer);
}

afterEach(() => server.close());

const client = (options: Partial<SigningOptions> = {}) =>
  createKnowledgeBase({ credentials, endpoint: server.url, retries: 0, ...options });

/** X-Date of each request that arrived. */
const dates = () =>
  server.arrived.map(({ headers }) => headers.find(([name]) => name.toLowerCase() === "x-date")?.[1] ?? "none");

describe("a clock that is wrong is corrected, and stays so", () => {
  const clocks: [string, number][] = [
    ["20 minutes behind", -20 * minute],
    ["20 minutes ahead", 20 * minute],
    ["a day behind", -24 * hour],
    ["at 1970, where its battery died", -serverTime],
    ["10 years ahead", 10 * 365 * 24 * hour],
  ];
  const answers: [string, Refusal][] = [
    ["401", {}],
    ["403, as seen live", { status: 403, body: JSON.stringify({ code: 1000001, message: "check sign error, x" }) }],
  ];
  const rows = clocks.flatMap((clock) => answers.map((answer) => [...clock, ...answer] as const));
  test.each(rows)("%s (%d ms), %s", async (_clock, offset, _answer, refusal) => {
    await startVerifyingServer(refusal);
    const kb = client({ now: at(serverTime + offset) });
    expect(await kb.tasks.info({ task_id: "一" })).toEqual(success.data);
    expect(server.arrived).toHaveLength(2);
    const [first, second] = server.arrived;
    expect(second).toMatchObject({ method: first?.method, target: first?.target, body: first?.body });
    expect(dates()[0]).not.toBe(dates()[1]);

    expect(await kb.tasks.info({ task_id: "x" })).toEqual(success.data);
    expect(server.arrived).toHaveLength(3);
    expect(dates().slice(1)).toEqual(["20260115T080000Z", "20260115T080000Z"]);
  });

  test("and is corrected anew when it is set right", async () => {
    await startVerifyingServer();
    let time = serverTime - hour;
    const kb = client({ now: () => new Date(time) });
    await kb.tasks.info({ task_id: "x" });
    time = serverTime;
    await kb.tasks.info({ task_id: "x" });
    await kb.tasks.info({ task_id: "x" });
    expect(dates()).toEqual(["07", "08", "09", "08", "08"].map((hours) => `20260115T${hours}0000Z`));
  });

  test("by each of several calls at once", async () => {
    await startVerifyingServer();
    const kb = client({ now: at(serverTime - hour) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => kb.tasks.info({ task_id: "x" })));
    expect(answers).toEqual(Array.from({ length: 20 }, () => success.data));
    expect(server.arrived.length).toBeLessThanOrEqual(40);
    const before = server.arrived.length;
    await kb.tasks.info({ task_id: "x" });
    expect(server.arrived).toHaveLength(before + 1);
  });

  test("and refused answers give their connections back, long ones too", async () => {
    await startVerifyingServer({ body: JSON.stringify({ ...unauthorized, padding: "x".repeat(500_000) }) });
    for (let call = 0; call < 10; call++) await client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    expect(server.arrived).toHaveLength(20);
    // fetch takes a second one when the first is free a moment too late for it; answers left unread would hold ten.
    expect(connections.size).toBeLessThan(5);
  });

  test("and a refused answer is not left half read", async () => {
    await startVerifyingServer();
    const answers: Response[] = [];
    const recording: typeof fetch = async (...request) => {
      const answer = await fetch(...request);
      answers.push(answer);
      return answer;
    };
    await client({ now: at(serverTime - hour), fetch: recording }).tasks.info({ task_id: "x" });
    expect(answers.map(({ bodyUsed }) => bodyUsed)).toEqual([true, true]);
  });

  test("for one client, not for others", async () => {
    await startVerifyingServer();
    await client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    await client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    expect(server.arrived).toHaveLength(4);
  });

  test("and the key is asked for again, since it may have changed", async () => {
    await startVerifyingServer();
    let asked = 0;
    const now = at(serverTime - hour);
    const kb = client({
      now,
      credentials: () => {
        asked++;
        return credentials;
      },
    });
    await kb.tasks.info({ task_id: "x" });
    expect(asked).toBe(2);
  });
});

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
      "Thursday, 15-Jan-26 08:00:00 GMT",
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
    await startVerifyingServer(refusal, wrong);
    const call = client({ now: at(serverTime + offset) }).tasks.info({ task_id: "x" });
    const thrown: KnowledgeBaseError = await call.then(
      () => expect.fail("the call must be refused"),
      (caught) => caught,
    );
    expect(thrown).toMatchObject({ kind: "unauthorized", ...error });
    expect(server.arrived).toHaveLength(sent);
    if (says) expect(thrown.hint).toMatch(says);
    else expect(thrown.hint).not.toMatch(/clock here/);
    expect(inspect(thrown, { depth: 10, showHidden: true }) + JSON.stringify(thrown)).not.toMatch(/canary|Signature=/);
  });

  test("a Date that lies costs one more request a call, and nothing is kept of it", async () => {
    await startVerifyingServer({ date: httpDate(serverTime + 24 * hour) }, wrong);
    const kb = client({ now: at(serverTime) });
    for (let call = 0; call < 3; call++) {
      await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ kind: "unauthorized" });
    }
    expect(dates()).toEqual(Array.from({ length: 3 }, () => ["20260115T080000Z", "20260116T080000Z"]).flat());
  });

  test("a correction that was of use outlives a Date that lies", async () => {
    const refusal = { date: httpDate(serverTime) };
    await startVerifyingServer(refusal);
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
  server = await startAnsweringServer((_request, response) => {
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

describe("a call that ends within its first refusal is not sent again:", () => {
  const refuse = (response: ServerResponse) => {
    response.writeHead(401, { "content-type": "application/json", date: httpDate(serverTime) });
    return response;
  };

  test("aborted before the second request", async () => {
    const controller = new AbortController();
    server = await startAnsweringServer((_request, response) => {
      refuse(response).end(JSON.stringify(unauthorized));
    });
    let asked = 0;
    const kb = client({
      now: at(serverTime - hour),
      credentials: () => {
        if (++asked === 2) controller.abort();
        return credentials;
      },
    });
    const call = kb.tasks.info({ task_id: "x" }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ kind: "aborted" });
    expect(server.arrived).toHaveLength(1);
  });

  test("aborted within the answer", async () => {
    const controller = new AbortController();
    server = await startAnsweringServer((_request, response) => {
      refuse(response).write('{"code":1000001', () => setTimeout(() => controller.abort(), 50));
    });
    const call = client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ kind: "aborted" });
    expect(server.arrived).toHaveLength(1);
  });

  test("an answer that breaks off", async () => {
    server = await startAnsweringServer((_request, response) => {
      refuse(response).write('{"code":1000001,', () => response.destroy());
    });
    const call = client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    await expect(call).rejects.toMatchObject({ kind: "connection" });
    expect(server.arrived).toHaveLength(1);
  });
});
