import { verifyRequest } from "@viking-kb/auth";
import errorCodes from "@viking-kb/spec/error-codes.json" with { type: "json" };
import examples from "@viking-kb/spec/examples.json" with { type: "json" };
import openapi from "@viking-kb/spec/openapi.json" with { type: "json" };
import { describe, expect, test, vi } from "vitest";
import { type AnsweringServer, startAnsweringServer } from "../testing/answering-server.js";
import { CollectionsApi, DocsApi, PointsApi, TasksApi } from "./generated/index.js";
import { createKnowledgeBase, isKnowledgeBaseError, type KnowledgeBase, KnowledgeBaseError } from "./index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret" };

/** Each operation of the contract with the method that calls it and the generated method it must go through. */
const operations: Record<
  string,
  { call: (kb: KnowledgeBase, input: any) => Promise<unknown>; through: [{ prototype: any }, string] }
> = {
  getCollectionInfo: {
    call: (kb, input) => kb.collections.info(input),
    through: [CollectionsApi, "getCollectionInfoRaw"],
  },
  getDocInfo: { call: (kb, input) => kb.docs.info(input), through: [DocsApi, "getDocInfoRaw"] },
  listPoints: { call: (kb, input) => kb.points.list(input), through: [PointsApi, "listPointsRaw"] },
  getTaskInfo: { call: (kb, input) => kb.tasks.info(input), through: [TasksApi, "getTaskInfoRaw"] },
};

const paths = Object.fromEntries(Object.entries(openapi.paths).map(([path, item]) => [item.post.operationId, path]));

async function withServer(
  answer: { status: number; body: unknown },
  use: (server: AnsweringServer) => Promise<void>,
): Promise<void> {
  const server = await startAnsweringServer((_request, response) => {
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

test("every operation of the contract has a call", () => {
  expect(Object.keys(operations).sort()).toEqual(Object.keys(paths).sort());
});

describe.each(examples)("$operationId $name", ({ operationId, name, status, request, response }) => {
  const { call, through } = operations[operationId] as (typeof operations)[string];

  test(status === 200 ? "resolves to data as it came" : "rejects with what the answer says", async () => {
    await withServer({ status, body: response.value }, async (server) => {
      const generated = vi.spyOn(through[0].prototype, through[1]);
      const kb = createKnowledgeBase({ credentials, endpoint: server.url, retries: 0 });
      const outcome = await call(kb, request.value).catch((error: unknown) => error);

      const value = response.value as { code: number; message: string; request_id: string; data?: unknown };
      if (status === 200) expect(outcome).toEqual(value.data);
      else {
        const row = errorCodes.business.find(
          ({ code, messagePattern }) =>
            code === value.code && (!messagePattern || new RegExp(messagePattern).test(value.message)),
        );
        const more = /limit: must be <=/.test(value.message) ? " To get every point, use points.iterate." : "";
        expect(outcome).toBeInstanceOf(KnowledgeBaseError);
        expect(outcome).toMatchObject({
          kind: row?.kind,
          hint: `${row?.hint.en}${more}`,
          code: value.code,
          status,
          requestId: value.request_id,
        });
        expect((outcome as Error).message).toContain(value.message);
      }

      expect(generated, "a call must go through the generated class").toHaveBeenCalledOnce();
      generated.mockRestore();
      const [arrived] = server.arrived;
      expect(arrived).toMatchObject({ method: "POST", target: paths[operationId] });
      // null, absent and [] are told apart by the text of the body, not by what a parser makes of it.
      expect(arrived?.body).toBe(JSON.stringify(request.value));
      const verification = await verifyRequest(
        {
          method: "POST",
          target: arrived?.target ?? "",
          headers: arrived?.headers ?? [],
          body: Buffer.from(arrived?.body ?? ""),
        },
        { lookUpKey: () => credentials },
      );
      expect(verification, `${name} must arrive signed`).toMatchObject({ ok: true, region: "cn-beijing" });
    });
  });
});

const success = { code: 0, message: "success", request_id: "02", data: { status: "running", percentage: 1 } };

describe("options", () => {
  const rows: { title: string; options: object; input: object; body: object }[] = [
    { title: "no project", options: {}, input: { name: "a" }, body: { name: "a" } },
    {
      title: "the client's project",
      options: { project: "p" },
      input: { name: "a" },
      body: { name: "a", project: "p" },
    },
    {
      title: "the call's project wins",
      options: { project: "p" },
      input: { name: "a", project: "q" },
      body: { name: "a", project: "q" },
    },
    {
      title: "a project left undefined",
      options: { project: "p" },
      input: { name: "a", project: undefined },
      body: { name: "a", project: "p" },
    },
    {
      title: "an empty project is sent as given",
      options: { project: "p" },
      input: { name: "a", project: "" },
      body: { name: "a", project: "" },
    },
  ];
  test.each(rows)("$title", async ({ options, input, body }) => {
    await withServer({ status: 200, body: success }, async (server) => {
      await createKnowledgeBase({ credentials, endpoint: server.url, ...options }).collections.info(input as any);
      expect(server.arrived[0]?.body).toBe(JSON.stringify(body));
    });
  });

  test("region, session token, clock and a rotating key reach the signature", async () => {
    await withServer({ status: 200, body: success }, async (server) => {
      const keys = ["AKLT1", "AKLT2"];
      const kb = createKnowledgeBase({
        credentials: async () => ({ accessKeyId: keys.shift() ?? "", secretAccessKey: "s", sessionToken: "token" }),
        endpoint: `${server.url}/`,
        region: "cn-north-1",
        now: () => new Date("2026-01-15T08:30:00Z"),
      });
      await kb.tasks.info({ task_id: "x" });
      await kb.tasks.info({ task_id: "x" });
      const sent = server.arrived.map(({ headers }) =>
        Object.fromEntries(headers.map(([n, v]) => [n.toLowerCase(), v])),
      );
      expect(sent.map((headers) => headers.authorization?.split(",")[0])).toEqual([
        "HMAC-SHA256 Credential=AKLT1/20260115/cn-north-1/air/request",
        "HMAC-SHA256 Credential=AKLT2/20260115/cn-north-1/air/request",
      ]);
      expect(sent[0]).toMatchObject({ "x-date": "20260115T083000Z", "x-security-token": "token" });
    });
  });

  test("fields that the contract does not know are kept", async () => {
    const data = { ...success.data, eta: { seconds: 5 } };
    await withServer({ status: 200, body: { ...success, data } }, async (server) => {
      const kb = createKnowledgeBase({ credentials, endpoint: server.url });
      expect(await kb.tasks.info({ task_id: "x" })).toEqual(data);
    });
  });

  const endpoints: { endpoint: string; surplus?: string }[] = [
    { endpoint: "" },
    { endpoint: "127.0.0.1:4010" },
    { endpoint: "ftp://host" },
    { endpoint: "https://canary:pw@host", surplus: "user" },
    { endpoint: "https://:canary@host", surplus: "user" },
    { endpoint: "https://host?canary=b", surplus: "query" },
    { endpoint: "https://host#canary", surplus: "fragment" },
    { endpoint: "http://127.0.0.1:4030/api/knowledge", surplus: "path" },
    { endpoint: "https://host/canary/?a=b", surplus: "path and query" },
  ];
  test.each(endpoints)("refuses the endpoint $endpoint", ({ endpoint, surplus }) => {
    const create = () => createKnowledgeBase({ credentials, endpoint });
    expect(create).toThrow(/must be an http or https address of scheme, host and port alone/);
    expect(create).toThrow(surplus ? `: leave out its ${surplus}.` : /4010"\.$/);
    expect(create).not.toThrow(/canary/);
  });

  test("a key that cannot sign is refused before anything is sent", async () => {
    const fetch = vi.fn();
    const kb = createKnowledgeBase({ credentials: { accessKeyId: "", secretAccessKey: "canary-secret" }, fetch });
    const error = await kb.tasks.info({ task_id: "x" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(isKnowledgeBaseError(error)).toBe(false);
    expect(String(error)).not.toContain("canary");
    expect(fetch).not.toHaveBeenCalled();
  });
});
