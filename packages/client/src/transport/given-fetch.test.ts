import { Readable } from "node:stream";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startAnsweringServer } from "../../testing/answering-server.js";
import { createKnowledgeBase, isKnowledgeBaseError } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret" };
const text = JSON.stringify({ code: 0, message: "success", request_id: "02ab", data: { status: "running" } });

/** Calls once, and says what came of it: `success`, or the message; and how many requests were sent. */
async function call(fetch: unknown, endpoint?: string): Promise<{ readonly came: string; readonly sent: number }> {
  let sent = 0;
  const counted = (...request: unknown[]) => {
    sent += 1;
    return (fetch as (...request: unknown[]) => Promise<Response>)(...request);
  };
  const kb = createKnowledgeBase({
    credentials,
    endpoint,
    fetch: fetch === undefined ? undefined : counted,
    maximumAnswerBytes: 1_000,
    sleep: async () => {},
  });
  const came = await kb.tasks.info({ task_id: "x" }).then(
    () => "success",
    (error: unknown) => (isKnowledgeBaseError(error) ? `${error.kind}: ${error.message}` : String(error)),
  );
  return { came, sent };
}

const padded = text.padEnd(5_000);

const rows: { title: string; fetch: (...request: unknown[]) => unknown; came: RegExp; sent: number }[] = [
  { title: "gives no response", fetch: async () => undefined, came: /^connection: No answer from /, sent: 3 },
  { title: "throws at once", fetch: () => JSON.parse("{"), came: /^connection: No answer from [^ ]+: ./, sent: 3 },
  {
    title: "fails with a cause that says nothing, as msw's does",
    fetch: () => Promise.reject(new TypeError("Failed to fetch", { cause: Response.error() })),
    came: /^connection: .*: Failed to fetch$/,
    sent: 3,
  },
  {
    title: "fails without a message",
    fetch: () => Promise.reject(new DOMException("", "NetworkError")),
    came: /^connection: .*: NetworkError$/,
    sent: 3,
  },
  {
    title: "has neither headers nor streams",
    fetch: async () => ({
      ok: true,
      status: 200,
      body: null,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
    }),
    came: /^success$/,
    sent: 1,
  },
  {
    title: "has no streams, and more bytes than may be",
    fetch: async () => ({
      ok: true,
      status: 200,
      headers: new Headers(),
      arrayBuffer: async () => new TextEncoder().encode(padded).buffer,
    }),
    came: /^invalid-response: .*more than 1000 bytes/,
    sent: 1,
  },
  ...["5000, 5000", "-1", "none"].map((length) => ({
    title: `announces ${length} bytes, and sends more than may be`,
    fetch: async () => new Response(padded, { headers: { "content-length": length } }),
    came: /^invalid-response: .*more than 1000 bytes/,
    sent: 1,
  })),
  {
    title: "refuses a redirect itself, in other words than Node",
    fetch: () =>
      Promise.reject(new Error("uri requested responds with a redirect, redirect mode is set to error: http://x/")),
    came: /^invalid-response: The answer is not the API's: a redirect$/,
    sent: 1,
  },
  {
    title: "does not find a host with a telling name",
    fetch: () =>
      Promise.reject(Object.assign(new Error("getaddrinfo ENOTFOUND redirect.invalid"), { code: "ENOTFOUND" })),
    came: /^connection: .*ENOTFOUND/,
    sent: 3,
  },
  {
    title: "names such a host without a code, as Deno's does",
    fetch: () =>
      Promise.reject(new TypeError("error sending request for url (http://redirect.invalid/): client error (Connect)")),
    came: /^connection: .*client error/,
    sent: 3,
  },
];

describe("a fetch of the caller's", () => {
  test.each(rows.map((row) => [row.title, row] as const))("%s", async (_title, { fetch, came, sent }) => {
    const result = await call(fetch);
    expect(result.came).toMatch(came);
    expect(result.sent).toBe(sent);
  });
});

/** A success of exactly so many bytes. */
const ofLength = (bytes: number) => text.padEnd(bytes);
const bodyOf = (content: string) => ({
  "with streams": new Response(content),
  "with its length announced": new Response(content, { headers: { "content-length": String(content.length) } }),
  "without streams": {
    ok: true,
    status: 200,
    headers: new Headers(),
    arrayBuffer: async () => new TextEncoder().encode(content).buffer,
  },
  "as a Node stream, as of node-fetch and cross-fetch": foreign(pieces(Buffer.from(content))),
  "as a Node stream of texts": foreign(pieces(content)),
  "as an async iterable": foreign(
    (async function* () {
      yield* pieces(Buffer.from(content));
    })(),
  ),
  "as a Buffer, as of jest-fetch-mock": foreign(Buffer.from(content), {
    arrayBuffer: async () => new TextEncoder().encode(content).buffer,
  }),
  "as a text alone": foreign(undefined, { text: async () => content }),
  "as React Native's, whose bytes cannot be had": foreign(undefined, {
    ...usedUpByArrayBuffer(content),
    clone: () => usedUpByArrayBuffer(content),
  }),
});

/** An answer of no platform's own class. */
function foreign(body: unknown, methods: object = {}) {
  return { ok: true, status: 200, headers: new Headers(), body, ...methods };
}

/** A Node stream of two pieces. */
function pieces(content: string | Buffer): Readable {
  const stream = Readable.from([content.slice(0, 7), content.slice(7)], { objectMode: false });
  return typeof content === "string" ? stream.setEncoding("utf8") : stream;
}

/** Its text can be asked for only as long as its bytes were not. */
function usedUpByArrayBuffer(content: string) {
  let isUsed = false;
  return {
    arrayBuffer: async () => {
      isUsed = true;
      throw new Error("FileReader.readAsArrayBuffer is not implemented");
    },
    text: async () => {
      if (isUsed) throw new TypeError("Already read");
      return content;
    },
  };
}

describe("of an answer as many bytes are taken as are allowed, and not one more:", () => {
  test.each(Object.keys(bodyOf("")) as (keyof ReturnType<typeof bodyOf>)[])("%s", async (how) => {
    const came = async (bytes: number) => await call(async () => bodyOf(ofLength(bytes))[how]);
    expect(await came(1_000)).toEqual({ came: "success", sent: 1 });
    expect((await came(1_001)).came).toMatch(/^invalid-response: .*more than 1000 bytes/);
  });
});

test.each([
  ["Node's own fetch, which keeps no copy of the request", undefined, /^connection: No answer .*HTTP 421/],
  ["a fetch of the caller's", (...request: Parameters<typeof fetch>) => fetch(...request), /^server: .*HTTP 421/],
])("a server that does not answer for the host is told by %s", async (_title, given, came) => {
  const server = await startAnsweringServer((_request, response) => {
    response.writeHead(421, { "content-type": "application/json" });
    response.end('{"code":1000028,"message":"misdirected","request_id":"02ab"}');
  });
  const result = await call(given, server.url);
  await server.close();
  expect(result.came).toMatch(came);
});

test("a global fetch that is replaced after the client was made is used, and the one of before when it is back", async () => {
  const kb = createKnowledgeBase({ credentials, endpoint: "http://knowledge-base.invalid", retries: 0 });
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.stubGlobal("fetch", async () => new Response(text));
  await expect(kb.tasks.info({ task_id: "x" })).resolves.toEqual({ status: "running" });
  vi.unstubAllGlobals();
  await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({ kind: "connection" });
});
