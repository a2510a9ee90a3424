import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { type AnsweringServer, startAnsweringServer } from "../../testing/answering-server.js";
import {
  type CredentialSource,
  createKnowledgeBase,
  fromEnv,
  refreshingCredentials,
  staticCredentials,
} from "../index.js";

const key = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret" };
const temporary = { ...key, sessionToken: "canary-token", expiration: new Date("2999-01-01T00:00:00Z") };
const environment = { VOLC_ACCESSKEY: key.accessKeyId, VOLC_SECRETKEY: key.secretAccessKey };

let server: AnsweringServer;
beforeEach(async () => {
  const success = { code: 0, message: "success", request_id: "02", data: {} };
  server = await startAnsweringServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(success));
  });
});
afterEach(() => server.close());

describe("signs with", () => {
  const sources: Record<string, CredentialSource> = {
    "a plain key": key,
    "a key that shows nothing": staticCredentials(key),
    "the environment's": fromEnv(environment),
    "a function": () => key,
    "a function that promises": async () => key,
    "one that renews itself": refreshingCredentials(() => temporary),
  };
  test.each(Object.entries(sources))("%s", async (_title, credentials) => {
    await createKnowledgeBase({ credentials, endpoint: server.url }).tasks.info({ task_id: "x" });
    const headers = server.arrived[0]?.headers ?? [];
    expect(headers.find(([name]) => name.toLowerCase() === "authorization")?.[1]).toMatch(/ Credential=AKLTEXAMPLE\//);
  });

  test("one load for many calls at once", async () => {
    let loads = 0;
    const credentials = refreshingCredentials(async () => {
      loads++;
      return temporary;
    });
    const kb = createKnowledgeBase({ credentials, endpoint: server.url });
    await Promise.all(Array.from({ length: 10 }, () => kb.tasks.info({ task_id: "x" })));
    expect([loads, server.arrived.length]).toEqual([1, 10]);
  });
});

describe("sends nothing, and says where it looked, for", () => {
  const missing: [string, unknown, RegExp][] = [
    [
      "no key",
      undefined,
      /^No credentials: looked at the option `credentials`, and nowhere else\. Give \{ accessKeyId/,
    ],
    ["null", null, /the option `credentials`/],
    ["a text", "canary", /the option `credentials`/],
    ["a function that gives none", () => undefined, /looked at what the function given as `credentials` returned/],
    ["a function that promises none", async () => null, /what the function given as `credentials` returned/],
  ];
  test.each(missing)("%s", async (_title, credentials, message) => {
    const kb = createKnowledgeBase({ credentials: credentials as CredentialSource, endpoint: server.url });
    const thrown = await kb.tasks.info({ task_id: "x" }).catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(TypeError);
    expect((thrown as Error).message).toMatch(message);
    expect(String(thrown)).not.toContain("canary");
    expect(server.arrived).toEqual([]);
  });

  test("a function that throws: what it threw", async () => {
    const failure = new Error("sts is down");
    const credentials = () => {
      throw failure;
    };
    const kb = createKnowledgeBase({ credentials, endpoint: server.url });
    await expect(kb.tasks.info({ task_id: "x" })).rejects.toBe(failure);
  });
});

test("what renews itself is a source", () => {
  expectTypeOf<ReturnType<typeof refreshingCredentials>>().toExtend<CredentialSource>();
});
