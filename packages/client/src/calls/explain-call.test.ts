import { inspect } from "node:util";
import { verifyRequest } from "@viking-kb/auth";
import { describe, expect, test, vi } from "vitest";
import { startAnsweringServer } from "../../testing/answering-server.js";
import { settle } from "../../testing/settle.js";
import { createKnowledgeBase, type KnowledgeBaseCalls, type SigningOptions } from "../index.js";

const credentials = {
  accessKeyId: "AKTPEXAMPLE",
  secretAccessKey: "canary-secret-access-key",
  sessionToken: "canary-session-token",
};
const now = () => new Date("2026-01-15T08:30:00Z");
const url = "https://api-knowledgebase.mlp.cn-beijing.volces.com/api/knowledge";

function createExplained(options: Partial<SigningOptions> = {}) {
  const fetch = vi.fn<typeof globalThis.fetch>();
  return { fetch, kb: createKnowledgeBase({ credentials, now, fetch, ...options }) };
}

const calls: Record<string, [call: (kb: KnowledgeBaseCalls) => Promise<unknown>, path: string, body: object]> = {
  "collections.info": [(kb) => kb.collections.info({ name: "a" }), "collection/info", { name: "a" }],
  "docs.info": [
    (kb) => kb.docs.info({ resource_id: "kb-1", doc_id: "d" }),
    "doc/info",
    { resource_id: "kb-1", doc_id: "d" },
  ],
  "points.list": [
    (kb) => kb.points.list({ collection_name: "a", doc_ids: [] }),
    "point/list",
    { collection_name: "a", doc_ids: [] },
  ],
  "tasks.info": [(kb) => kb.tasks.info({ task_id: "t" }), "task/info", { task_id: "t" }],
};

describe("explains and sends nothing", () => {
  test.each(Object.entries(calls))("%s", async (_, [call, path, body]) => {
    const { fetch, kb } = createExplained();
    const explained = await kb.explain(call);
    expect(fetch).not.toHaveBeenCalled();
    expect(explained).toMatchObject({
      verifies: true,
      findings: [],
      method: "POST",
      url: `${url}/${path}`,
      target: `/api/knowledge/${path}`,
      body: JSON.stringify(body),
      scope: { day: "20260115", region: "cn-beijing", service: "air", terminator: "request" },
      date: "20260115T083000Z",
      signedHeaders: ["content-type", "host", "x-content-sha256", "x-date", "x-security-token"],
    });
    expect(Object.fromEntries(explained.headers)).toMatchObject({
      "Content-Type": "application/json",
      "x-security-token": "[redacted]",
      authorization: expect.stringMatching(/^HMAC-SHA256 Credential=AKTPEXAMPLE\/.*, Signature=\[redacted\]$/),
    });
    for (const text of [JSON.stringify(explained), inspect(explained, { depth: 9 })])
      expect(text).not.toContain("canary");
  });
});

test("what is explained is what is then sent", async () => {
  const server = await startAnsweringServer((_request, response) => {
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ code: 0, message: "success", request_id: "02", data: { total_num: 0 } }));
  });
  const options = { endpoint: server.url, region: "cn-north-1", project: "p", fetch: globalThis.fetch };
  const { kb } = createExplained(options);
  const call = (calls: KnowledgeBaseCalls) => calls.points.list({ collection_name: "文档" });
  const explained = await kb.explain(call);
  await call(kb);
  await server.close();

  const [arrived] = server.arrived;
  expect(explained).toMatchObject({ findings: [], target: arrived?.target, body: arrived?.body });
  const sent = new Map(arrived?.headers.map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of explained.headers) {
    if (value.includes("[redacted]")) continue;
    expect([name, sent.get(name.toLowerCase())]).toEqual([name, value]);
  }
  const verification = await verifyRequest(
    {
      method: "POST",
      target: explained.target,
      headers: arrived?.headers ?? [],
      body: new TextEncoder().encode(explained.body),
    },
    { lookUpKey: () => credentials, now },
  );
  expect(verification).toMatchObject({ ok: true, signedHeaders: explained.signedHeaders });
});

test("by the clock that the client has corrected", async () => {
  const { fetch, kb } = createExplained();
  const answer = (status: number, code: number, date: string) =>
    new Response(JSON.stringify({ code, message: "", request_id: "02", data: {} }), { status, headers: { date } });
  fetch.mockResolvedValueOnce(answer(401, 1_000_001, "Thu, 15 Jan 2026 09:00:00 GMT"));
  fetch.mockResolvedValueOnce(answer(200, 0, "Thu, 15 Jan 2026 09:00:00 GMT"));
  await kb.tasks.info({ task_id: "t" });
  const explained = await kb.explain((calls) => calls.tasks.info({ task_id: "t" }));
  expect(explained).toMatchObject({ verifies: true, findings: [], date: "20260115T090000Z" });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("asks a function for its key once, and explains with that one", async () => {
  const keys = ["AKLT1", "AKLT2"];
  const source = vi.fn(async () => ({ accessKeyId: keys.shift() ?? "", secretAccessKey: "secret" }));
  const { kb } = createExplained({ credentials: source });
  expect(await kb.explain((calls) => calls.tasks.info({ task_id: "t" }))).toMatchObject({
    verifies: true,
    accessKeyId: "AKLT1",
  });
  expect(source).toHaveBeenCalledOnce();
});

describe("rejects", () => {
  test.each<{
    title: string;
    options: Partial<SigningOptions>;
    call: (kb: KnowledgeBaseCalls) => Promise<unknown>;
    message: RegExp;
  }>([
    {
      title: "where nothing is called",
      options: {},
      call: async () => undefined,
      message: /^TypeError: No request was made/,
    },
    ...Object.entries<(kb: KnowledgeBaseCalls) => unknown>({
      "its call": (kb) => void kb.points.list({ collection_name: "a" }),
      "its wait": (kb) => void kb.docs.waitUntilProcessed({ collection_name: "a", doc_id: "d" }),
      "its page": (kb) => void kb.points.pages({ collection_name: "a" }).next(),
    }).map(([what, call]) => ({
      title: `where the function does not return ${what}`,
      options: {},
      // As JavaScript has it: the compiler does not take such a function.
      call: call as (kb: KnowledgeBaseCalls) => Promise<unknown>,
      message:
        /^TypeError: No request was made.*: give a function that returns the call, as in `\(kb\) => kb\.points\.list/,
    })),
    {
      title: "a call in place of a function that makes it",
      options: {},
      call: Promise.resolve() as never,
      message:
        /^TypeError: No request was made.*: give a function that returns the call, as in `\(kb\) => kb\.points\.list/,
    },
    {
      title: "with what the function throws",
      options: {},
      call: () => Promise.reject(new Error("own fault")),
      message: /own fault/,
    },
    {
      title: "with what cannot be signed",
      options: { region: "no/region" },
      call: (calls) => calls.tasks.info({ task_id: "t" }),
      message: /^TypeError: .*region/,
    },
    {
      title: "with what the credentials throw",
      options: { credentials: () => Promise.reject(new Error("no key today")) },
      call: (calls) => calls.tasks.info({ task_id: "t" }),
      message: /no key today/,
    },
    {
      title: "with an aborted call's error",
      options: {},
      call: (calls) => calls.tasks.info({ task_id: "t" }, { signal: AbortSignal.abort() }),
      message: /KnowledgeBaseError: The call was aborted/,
    },
  ])("$title", async ({ options, call, message }) => {
    const { fetch, kb } = createExplained(options);
    expect(String(await kb.explain(call).catch((error: unknown) => error))).toMatch(message);
    expect(fetch).not.toHaveBeenCalled();
    // What is rejected and handled by nobody fails the run of the tests.
    await settle();
  });
});
