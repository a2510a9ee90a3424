import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import {
  at,
  credentials,
  hour,
  httpDate,
  serverTime,
  startClockServer,
  unauthorized,
} from "../../testing/clock-server.js";

describe("a call that ends within its first refusal is not sent again:", () => {
  const refuse = (response: ServerResponse) => {
    response.writeHead(401, { "content-type": "application/json", date: httpDate(serverTime) });
    return response;
  };

  test("aborted before the second request", async () => {
    const controller = new AbortController();
    const { client, arrived } = await startClockServer((_request, response) => {
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
    expect(arrived).toHaveLength(1);
  });

  test("aborted within the answer", async () => {
    const controller = new AbortController();
    const { client, arrived } = await startClockServer((_request, response) => {
      refuse(response).write('{"code":1000001');
    });
    const kb = client({
      now: at(serverTime - hour),
      fetch: async (...request) => {
        const response = await fetch(...request);
        setImmediate(() => controller.abort());
        return response;
      },
    });
    const call = kb.tasks.info({ task_id: "x" }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ kind: "aborted" });
    expect(arrived).toHaveLength(1);
  });

  test("an answer that breaks off", async () => {
    const { client, arrived } = await startClockServer((_request, response) => {
      refuse(response).write('{"code":1000001,', () => response.destroy());
    });
    const call = client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    await expect(call).rejects.toMatchObject({ kind: "connection" });
    expect(arrived).toHaveLength(1);
  });
});
