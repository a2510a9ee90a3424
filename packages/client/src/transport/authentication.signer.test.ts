import { signRequest, verifyRequest } from "@viking-kb/auth";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createKnowledgeBase, KnowledgeBaseError, type RequestToSign, type Signer } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret" };
const input = { task_id: "x" };
const now = () => new Date("2026-01-15T08:30:00Z");
const answer = async () => Response.json({ code: 0, request_id: "02", data: {} });

describe("a signer", () => {
  test("signs each attempt, and what it gives is sent and verifies", async () => {
    const asked: RequestToSign[] = [];
    const signer: Signer = (request) => {
      asked.push(request);
      return signRequest(request, { credentials, now: request.now });
    };
    const fetch = vi.fn<typeof globalThis.fetch>(answer);
    fetch.mockRejectedValueOnce(new TypeError("fetch failed"));
    await createKnowledgeBase({ signer, fetch, now, sleep: async () => {} }).tasks.info(input);

    expect(asked).toHaveLength(2);
    const [url, init] = fetch.mock.calls[1] ?? [];
    expect(asked[1]).toMatchObject({
      method: "POST",
      url,
      body: init?.body,
      headers: { "Content-Type": "application/json" },
    });
    const { host, pathname } = new URL(String(url));
    const headers = [["Host", host], ...Object.entries(init?.headers ?? {})] as [string, string][];
    const body = new TextEncoder().encode(String(init?.body));
    const verification = await verifyRequest(
      { method: "POST", target: pathname, headers, body },
      { lookUpKey: () => credentials, now },
    );
    expect(verification).toMatchObject({ ok: true });
  });

  test("ends the call by what it throws, and is not asked again", async () => {
    // Another client's error too, which would be tried again if it were this call's.
    for (const own of [new Error("own fault"), new KnowledgeBaseError("no way", { kind: "connection", hint: "" })]) {
      const signer = vi.fn(() => Promise.reject(own));
      await expect(createKnowledgeBase({ signer, fetch: answer }).tasks.info(input)).rejects.toBe(own);
      expect(signer).toHaveBeenCalledOnce();
    }
  });

  test("may give headers that are there already, in other letters' case", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(answer);
    const signer = () => ({ "content-type": "application/json", authorization: "x" });
    await createKnowledgeBase({ signer, fetch }).tasks.info(input);
    expect(fetch.mock.calls[0]?.[1]?.headers).toEqual({ "content-type": "application/json", authorization: "x" });
  });

  // Sent as a record of texts, what these hold would be lost, and the request go out unsigned.
  const entries: [string, string][] = [["authorization", "x"]];
  test.each<[string, unknown]>([
    ["a text", "Signature"],
    ["nothing", undefined],
    ["null", null],
    ["Headers", new Headers(entries)],
    [
      "Headers of another realm or a polyfill",
      { entries: () => entries.values(), [Symbol.iterator]: () => entries.values() },
    ],
    ["a Map", new Map(entries)],
    ["pairs", entries],
  ])("must give headers as a record: %s is refused", async (_what, given) => {
    const fetch = vi.fn(answer);
    const kb = createKnowledgeBase({ signer: (() => given) as never, fetch });
    await expect(kb.tasks.info(input)).rejects.toThrow(/^The signer must return the headers/);
    expect(fetch).not.toHaveBeenCalled();
  });

  test("cannot be explained", async () => {
    const kb = createKnowledgeBase({ signer: () => ({}) });
    await expect(kb.explain((calls) => calls.tasks.info(input))).rejects.toThrow(/^explain needs `credentials`/);
  });

  test("takes the place of credentials", () => {
    expect(() => createKnowledgeBase({ signer: () => ({}), credentials } as never)).toThrow(/^Both /);
  });

  test("is left at once when the call is aborted", async () => {
    const controller = new AbortController();
    const signer = () => {
      queueMicrotask(() => controller.abort());
      return new Promise<never>(() => {});
    };
    const call = createKnowledgeBase({ signer, fetch: answer }).tasks.info(input, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ kind: "aborted", attempts: 0 });
  });
});

describe("a browser", () => {
  afterEach(() => vi.unstubAllGlobals());
  const page = () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
  };
  const places: [title: string, globals: () => void, isRefused: boolean][] = [
    ["Node", () => {}, false],
    ["Node that imitates a browser", page, false],
    [
      "a page",
      () => {
        page();
        vi.stubGlobal("process", undefined);
      },
      true,
    ],
    [
      "a page with a bundler's process",
      () => {
        page();
        vi.stubGlobal("process", { env: {}, versions: {} });
      },
      true,
    ],
    [
      "Deno that imitates a browser",
      () => {
        page();
        vi.stubGlobal("process", undefined);
        vi.stubGlobal("Deno", {});
      },
      false,
    ],
    ["a server's worker", () => vi.stubGlobal("process", undefined), false],
    [
      "a browser's worker",
      () => {
        vi.stubGlobal("process", undefined);
        vi.stubGlobal("WorkerNavigator", class {});
      },
      true,
    ],
  ];
  test.each(places)("%s", (_title, globals, isRefused) => {
    globals();
    for (const source of [credentials, () => credentials]) {
      if (isRefused) expect(() => createKnowledgeBase({ credentials: source })).toThrow(/`signer`/);
      else createKnowledgeBase({ credentials: source });
    }
    createKnowledgeBase({ signer: () => ({}) });
  });
});
