import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type StorageServer, startStorageServer } from "../../testing/storage-server.js";
import { createKnowledgeBase, type DownloadOptions, type DownloadTarget, type KnowledgeBaseError } from "../index.js";

/** Sleeps that have neither ended nor been ended. */
const { sleeping } = vi.hoisted(() => ({ sleeping: new Set<Promise<void>>() }));
vi.mock(import("../sleep.js"), async (importOriginal) => {
  const { sleep } = await importOriginal();
  return {
    sleep: (...request) => {
      const slept = sleep(...request).finally(() => sleeping.delete(slept));
      sleeping.add(slept);
      return slept;
    },
  };
});

const now = new Date("2026-01-15T08:30:00Z");
/** Stands in the query of every link and in every storage's answer, and must stand in no error. */
const canary = "canary5f1e";
const query = `X-Tos-Date=20260115T082500Z&X-Tos-Expires=900&X-Tos-Signature=${canary}`;
/** 1 MB that is no repetition of a chunk, so that a piece that is lost or doubled is seen. */
const zip = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => (index * index + (index >> 8)) & 255));

let server: StorageServer;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-download-"));
  path = join(folder, "result.zip");
  sleeping.clear();
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

const client = (fetch?: typeof globalThis.fetch, clock = now) =>
  createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
    endpoint: server.origin,
    fetch,
    now: () => clock,
    // Skips every pause, as tests of those who use the client may: what limits a download must not go by it.
    sleep: async () => {},
  });

const linkTo = (origin: string) => `${origin}/files/result.zip?${query}`;
const finished = (link = linkTo(server.origin)) => ({ status: "success", percentage: 100, attachment_link: link });

const sends =
  (
    headers: Record<string, string | number> = { "content-length": zip.length },
    status = 200,
    body: Buffer | string = zip,
  ) =>
  (_request: unknown, response: ServerResponse) => {
    response.writeHead(status, headers).end(body);
  };
/** Sends half of the file, and then does this. */
const half =
  (then: (response: ServerResponse) => void, headers: Record<string, number> = { "content-length": zip.length }) =>
  (_request: unknown, response: ServerResponse) => {
    response.writeHead(200, headers).write(zip.subarray(0, zip.length / 2), () => then(response));
  };
const redirects =
  (to: string | undefined, status = 302): RequestListener =>
  (_request, response) => {
    response.writeHead(status, to === undefined ? {} : { location: to }).end(canary);
  };
const silent: RequestListener = () => {};

describe("whole", () => {
  const chunks: Uint8Array[] = [];
  const collected = () => Buffer.concat(chunks.splice(0));
  const fromFile = () => readFile(path);
  interface Row {
    readonly title: string;
    readonly answer?: RequestListener;
    readonly target?: () => DownloadTarget;
    readonly options?: DownloadOptions;
    readonly task?: () => { status: string; attachment_link: string };
    readonly result?: () => Buffer | Promise<Buffer>;
    readonly expected?: Buffer;
    readonly requests?: number;
  }
  const rows: Row[] = [
    { title: "to a path" },
    { title: "to a file: URL", target: () => pathToFileURL(path) },
    {
      title: "to a function",
      target: () => (chunk) => {
        chunks.push(chunk);
      },
      result: collected,
    },
    {
      title: "to a function that is waited for",
      target: () => async (chunk) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        chunks.push(chunk);
      },
      result: collected,
    },
    {
      title: "to a stream, which is closed",
      target: () => new WritableStream({ write: (chunk) => void chunks.push(chunk) }),
      result: collected,
    },
    { title: "of no announced length", answer: sends({}) },
    { title: "of no bytes", answer: sends({ "content-length": 0 }, 200, ""), expected: Buffer.alloc(0) },
    { title: "as large as allowed", options: { maximumBytes: zip.length } },
    { title: "without any limit", options: { maximumBytes: Infinity, timeoutMs: Infinity, stallTimeoutMs: Infinity } },
    { title: "under a state that is not known", task: () => ({ ...finished(), status: "archived" }) },
    { title: "by a link that says nothing of its age", task: () => finished(`${server.origin}/a?key=${canary}`) },
    {
      title: "by a link that ends this very second",
      task: () => finished(`${server.origin}/a?X-Date=20260115T083000Z&X-Expires=0`),
    },
    {
      title: "after five redirects, one of each kind",
      answer: (request, response) => {
        const hop = Number(new URL(request.url ?? "", server.origin).searchParams.get("hop"));
        const status = [301, 302, 303, 307, 308][hop];
        if (status === undefined) return sends()(request, response);
        redirects(`/next?hop=${hop + 1}`, status)(request, response);
      },
      requests: 6,
    },
  ];
  test.each(rows)(
    "$title",
    async ({ answer = sends(), target, options, task, result = fromFile, expected = zip, requests = 1 }) => {
      server = await startStorageServer(answer);
      const done = await client().tasks.download(task?.() ?? finished(), target?.() ?? path, options);
      expect(done).toEqual({ bytes: expected.length });
      expect(expected.equals(await result())).toBe(true);
      expect(server.arrived).toHaveLength(requests);
      expect(sleeping.size).toBe(0);
      expect((await readdir(folder)).filter((name) => name !== "result.zip")).toEqual([]);
    },
  );

  test("in place of a file that exists, where that is meant", async () => {
    server = await startStorageServer(sends());
    await writeFile(path, "before");
    await client().tasks.download(finished(), path, { overwrite: true });
    expect(zip.equals(await readFile(path))).toBe(true);
    expect(await readdir(folder)).toEqual(["result.zip"]);
  });

  test("as a Blob, through a stream of two ends", async () => {
    server = await startStorageServer(sends());
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const [blob] = await Promise.all([new Response(readable).blob(), client().tasks.download(finished(), writable)]);
    expect(zip.equals(Buffer.from(await blob.arrayBuffer()))).toBe(true);
  });

  test("told of on the way", async () => {
    server = await startStorageServer(sends());
    const told: unknown[] = [];
    await client().tasks.download(finished(), () => {}, { onProgress: (progress) => told.push(progress) });
    expect(told[0]).toEqual({ received: 0, total: zip.length });
    expect(told.at(-1)).toEqual({ received: zip.length, total: zip.length });
    expect(told.length).toBeGreaterThan(2);
  });

  test("and nothing of ours is sent along", async () => {
    server = await startStorageServer(sends());
    await client().tasks.download(finished(), () => {});
    const own = await fetch(linkTo(server.origin));
    await own.body?.cancel();
    const [ours, bare] = server.arrived;
    expect(ours?.headerNames.toSorted()).toEqual(bare?.headerNames.toSorted());
  });
});

describe("not whole", () => {
  interface Row {
    readonly title: string;
    readonly answer?: RequestListener;
    readonly target?: DownloadTarget;
    readonly options?: () => DownloadOptions;
    readonly task?: () => { status: string; attachment_link?: string };
    readonly fetch?: typeof globalThis.fetch;
    readonly before?: () => Promise<unknown>;
    /** What stands in the folder afterwards. */
    readonly left?: string[];
    readonly error: object;
    readonly says?: RegExp;
    readonly requests?: number;
  }
  const failed = { kind: "download-failed" };
  const refused = { kind: "link-refused" };
  const expired = { kind: "link-expired" };
  const answers = (body: string, headers: Record<string, string>) => async () => new Response(body, { headers });
  const anywhere = () => ({ allowedHosts: ["*"], allowPrivateAddresses: true });

  const rows: Row[] = [
    // The task.
    { title: "a failed task", task: () => ({ status: "fail" }), error: { kind: "task-failed" }, requests: 0 },
    { title: "a running task", task: () => ({ status: "running" }), error: failed, says: /still running/, requests: 0 },
    {
      title: "a task without a link",
      task: () => ({ status: "success" }),
      error: failed,
      says: /no attachment_link/,
      requests: 0,
    },
    {
      title: "a link that is none",
      task: () => finished(`/files?${query}`),
      error: failed,
      says: /no absolute/,
      requests: 0,
    },
    // The link's age.
    {
      title: "a link of the storage a second too old",
      task: () => finished(linkTo(server.origin).replace("082500", "081459")),
      error: { ...expired, attempts: 0 },
      says: /expired at 2026-01-15T08:29:59.000Z/,
      requests: 0,
    },
    {
      title: "a link of the API's own form, too old",
      task: () => finished(`${server.origin}/?x-expires=60&x-date=20260115T082859Z&X-Signature=${canary}`),
      error: expired,
      requests: 0,
    },
    {
      title: "a link in the form of S3, too old",
      task: () => finished(`${server.origin}/?X-Amz-Date=20260114T083000Z&X-Amz-Expires=3600`),
      error: expired,
      requests: 0,
    },
    {
      title: "a link that the storage finds too old",
      answer: sends({}, 403, `<Error><Code>AccessDenied</Code><Message>Request has expired</Message>${canary}</Error>`),
      error: { ...expired, status: 403, attempts: 1 },
    },
    // The answer.
    {
      title: "a link that the storage refuses",
      answer: sends({}, 403, `<Code>SignatureDoesNotMatch</Code><StringToSign>${canary}`),
      error: { ...failed, status: 403, attempts: 1 },
      says: /^The storage answered with HTTP 403\.$/,
    },
    ...[204, 206, 304, 404, 500, 503].map((status) => ({
      title: `HTTP ${status}`,
      answer: sends({}, status, ""),
      error: { ...failed, status },
      says: new RegExp(`HTTP ${status}`),
    })),
    {
      title: "too large by its length",
      options: () => ({ maximumBytes: 999_999 }),
      error: failed,
      says: /larger than 999999 bytes/,
    },
    {
      title: "too large as it comes",
      answer: sends({}),
      options: () => ({ maximumBytes: 999_999 }),
      error: failed,
      says: /larger than/,
    },
    { title: "encoded", answer: sends({ "content-encoding": "gzip" }), error: failed, says: /encoded/ },
    {
      title: "broken off",
      answer: half(({ socket }) => socket?.resetAndDestroy()),
      error: { ...failed, attempts: 1 },
      says: / of 1000000 bytes/,
    },
    {
      title: "broken off, of no announced length",
      answer: half(({ socket }) => socket?.destroy(), {}),
      error: failed,
      says: /did not come whole/,
    },
    {
      title: "shorter than announced, by an own fetch",
      fetch: answers("abc", { "content-length": "4" }),
      error: failed,
      says: /3 of 4 bytes/,
      requests: 0,
    },
    {
      title: "longer than announced, by an own fetch",
      fetch: answers("abcde", { "content-length": "4" }),
      error: failed,
      says: /5 of 4 bytes/,
      requests: 0,
    },
    // The connection.
    {
      title: "a storage that is not there",
      before: () => server.close(),
      error: { kind: "connection", attempts: 1 },
      says: /^No answer from 127\.0\.0\.1:\d+: ECONNREFUSED$/,
      requests: 0,
    },
    {
      title: "a connection that is reset",
      answer: ({ socket }) => void socket.resetAndDestroy(),
      error: { kind: "connection" },
      says: /: ECONNRESET$/,
    },
    {
      title: "an own fetch that quotes the link",
      fetch: (url) => Promise.reject(new Error(`request to ${url} failed`, { cause: { code: query, url } })),
      error: { kind: "connection" },
      says: /: no reason was given$/,
      requests: 0,
    },
    // The rules.
    {
      title: "another host",
      task: () => finished("https://files.example/"),
      error: refused,
      says: /files\.example, which is not among/,
      requests: 0,
    },
    {
      title: "a host that only ends alike",
      task: () => finished("https://evilvolces.com/"),
      error: refused,
      requests: 0,
    },
    {
      title: "http elsewhere",
      task: () => finished(`http://bucket.tos-cn-beijing.volces.com/?${query}`),
      options: anywhere,
      error: refused,
      says: /not https/,
      requests: 0,
    },
    { title: "a file", task: () => finished(pathToFileURL(path).href), options: anywhere, error: refused, requests: 0 },
    {
      title: "a link with a password",
      task: () => finished(linkTo(server.origin).replace("://", `://a:${canary}@`)),
      error: refused,
      says: /user or a password/,
      requests: 0,
    },
    {
      title: "another port of this machine",
      task: () => finished(`http://127.0.0.1:9/?${query}`),
      error: refused,
      requests: 0,
    },
    {
      title: "a private address among the allowed hosts",
      task: () => finished(`http://127.0.0.1:9/?${query}`),
      options: () => ({ allowedHosts: ["127.0.0.1"] }),
      error: refused,
      says: /private address/,
      requests: 0,
    },
    {
      title: "a redirect to another host",
      answer: redirects(`https://files.example/?${query}`),
      error: { ...refused, attempts: 1 },
    },
    {
      title: "a redirect to http",
      answer: redirects(`http://a.volces.com/?${query}`),
      error: refused,
      says: /not https/,
    },
    {
      title: "a redirect into a private network",
      answer: redirects(`https://10.0.0.1/?${query}`),
      options: () => ({ allowedHosts: ["*"] }),
      error: refused,
      says: /private/,
    },
    {
      title: "a sixth redirect",
      answer: redirects("/again"),
      error: { ...refused, attempts: 6 },
      says: /more than 5 times/,
      requests: 6,
    },
    {
      title: "a redirect to nowhere",
      answer: redirects(undefined),
      error: { ...failed, status: 302 },
      says: /does not say where/,
    },
    { title: "a redirect to no address", answer: redirects("https://"), error: failed },
    // Time.
    {
      title: "no answer",
      answer: silent,
      options: () => ({ stallTimeoutMs: 50 }),
      error: { kind: "timeout", attempts: 1 },
      says: /^Nothing more came within 50 ms \(0 bytes/,
    },
    {
      title: "no end",
      answer: half(() => {}),
      options: () => ({ stallTimeoutMs: 100 }),
      error: { kind: "timeout" },
      says: /^Nothing more came within 100 ms/,
    },
    {
      title: "no end in time",
      answer: half(() => {}),
      options: () => ({ timeoutMs: 100 }),
      error: { kind: "timeout" },
      says: /^The download was not done within 100 ms/,
    },
    // The target.
    {
      title: "a file that exists",
      before: () => writeFile(path, "before"),
      left: ["result.zip"],
      error: failed,
      says: /exists already/,
      requests: 0,
    },
    {
      title: "a file that somebody makes in the meantime",
      options: () => ({ onProgress: () => void writeFile(path, "theirs") }),
      left: ["result.zip"],
      error: failed,
      says: /exists already/,
    },
    {
      title: "a folder",
      before: () => mkdir(path),
      options: () => ({ overwrite: true }),
      left: ["result.zip"],
      error: failed,
      says: /is a folder/,
      requests: 0,
    },
    {
      title: "a folder that is missing",
      before: () =>
        rm(folder, { recursive: true })
          .then(() => mkdir(folder))
          .then(() => {
            path = join(folder, "no", "file");
          }),
      error: failed,
      says: /cannot be written: ENOENT/,
      requests: 0,
    },
    {
      title: "a function that fails",
      target: () => {
        throw new RangeError("mine");
      },
      error: { name: "RangeError", message: "mine" },
    },
    {
      title: "a stream that fails",
      target: new WritableStream({ write: () => Promise.reject(new RangeError("mine")) }),
      error: { message: "mine" },
    },
    {
      title: "a listener that fails",
      options: () => ({
        onProgress: () => {
          throw new RangeError("mine");
        },
      }),
      error: { message: "mine" },
    },
    {
      title: "an empty path",
      target: "",
      error: { name: "TypeError" },
      says: /path of the file is empty/,
      requests: 0,
    },
    { title: "a URL of no file", target: new URL("https://files.example/"), error: { name: "TypeError" }, requests: 0 },
    {
      title: "no target",
      target: {} as DownloadTarget,
      error: { name: "TypeError" },
      says: /is a path, a file: URL/,
      requests: 0,
    },
    // The options.
    ...(["timeoutMs", "stallTimeoutMs", "maximumBytes"] as const).map((option) => ({
      title: `a negative ${option}`,
      options: () => ({ [option]: -1 }),
      error: { name: "TypeError", message: `${option} must be a number, 0 or more.` },
      requests: 0,
    })),
    ...["", "https://files.example", "files.example/a", "files.example:8443", "a@b", "a*", "*.*", "files.example?"].map(
      (host) => ({
        title: `an allowed host ${JSON.stringify(host)}`,
        options: () => ({ allowedHosts: [host] }),
        error: { name: "TypeError" },
        says: /is no host/,
        requests: 0,
      }),
    ),
  ];
  test.each(rows)(
    "$title",
    async ({ answer = sends(), before, task, target, options, fetch, left = [], error, says, requests = 1 }) => {
      server = await startStorageServer(answer);
      await before?.();
      const thrown = await client(fetch)
        .tasks.download((task ?? finished)(), target ?? path, options?.())
        .then(
          () => expect.fail("the download must fail"),
          (caught: KnowledgeBaseError) => caught,
        );
      expect(thrown).toMatchObject(error);
      if (says) expect(thrown.message).toMatch(says);
      expect(server.arrived).toHaveLength(requests);
      for (const text of [
        inspect(thrown, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
        JSON.stringify(thrown),
        thrown.hint,
      ]) {
        expect(text ?? "").not.toContain(canary);
      }
      expect(sleeping.size).toBe(0);
      expect(await readdir(folder)).toEqual(left);
      for (const name of left.filter(() => requests > 0))
        expect(await readFile(join(folder, name), "utf8")).toBe("theirs");
    },
  );

  test("and the reader of a stream of two ends hears of it", async () => {
    server = await startStorageServer(sends({}, 500, ""));
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const reading = new Response(readable).blob().catch((error: unknown) => error);
    const thrown = await client()
      .tasks.download(finished(), writable)
      .catch((error: unknown) => error);
    expect(await reading).toBe(thrown);
  });

  test("where it is only to be explained: nothing is sent, and the link is not shown", async () => {
    server = await startStorageServer(sends());
    const explained = client().explain((kb) => kb.tasks.download(finished(), path));
    const thrown = await explained.catch((error: unknown) => error);
    expect(inspect(thrown, { depth: Number.POSITIVE_INFINITY })).not.toContain(canary);
    expect(thrown).toBeInstanceOf(Error);
    expect(server.arrived).toEqual([]);
  });

  test("where there are no files", async () => {
    server = await startStorageServer(sends());
    const { process } = globalThis;
    const { download } = client().tasks;
    await import("./download.js");
    try {
      Object.assign(globalThis, { process: undefined });
      await expect(download(finished(), path)).rejects.toThrow("There are no files here");
    } finally {
      Object.assign(globalThis, { process });
    }
  });
});

describe("aborted", () => {
  const reason = new Error("enough");
  type Arrange = (abort: () => void) => { target?: DownloadTarget; onProgress?: () => void } | undefined;
  const rows: [string, RequestListener, Arrange][] = [
    ["before it begins", sends(), (abort) => void abort()],
    ["before the answer", silent, (abort) => void setTimeout(abort, 20)],
    ["as the answer comes", half(() => {}), (abort) => ({ onProgress: abort })],
    ["in mid-body", half(() => {}), (abort) => ({ onProgress: () => void setTimeout(abort, 20) })],
    ["while a function is waited for", sends(), (abort) => ({ target: () => new Promise(() => setTimeout(abort)) })],
    [
      "while a stream is waited for",
      sends(),
      (abort) => ({ target: new WritableStream({ write: () => new Promise(() => setTimeout(abort)) }) }),
    ],
  ];
  test.each(rows)("%s: no timer, file or connection is left", async (_when, answer, arrange) => {
    server = await startStorageServer(answer);
    const controller = new AbortController();
    const { target = path, onProgress } = arrange(() => controller.abort(reason)) ?? {};
    const { signal } = controller;
    const thrown = await client()
      .tasks.download(finished(), target, { signal, onProgress })
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ kind: "aborted", cause: reason });
    expect(sleeping.size).toBe(0);
    expect(await readdir(folder)).toEqual([]);
    await server.allClosed();
  });
});

describe("a clock that is 20 minutes fast", () => {
  const fast = new Date(now.getTime() + 20 * 60_000);
  /** An API that refuses what is dated by that clock, as does the storage of the link it gives. */
  const answer: RequestListener = (request, response) => {
    if (request.method === "GET") return sends()(request, response);
    const isRefused = request.headers["x-date"] !== "20260115T083000Z";
    response.setHeader("date", now.toUTCString()).setHeader("content-type", "application/json");
    response.statusCode = isRefused ? 401 : 200;
    response.end(
      JSON.stringify(isRefused ? { code: 1000001, message: "unauthorized" } : { code: 0, data: finished() }),
    );
  };

  test("lets a link expire by the server's, once that is known", async () => {
    server = await startStorageServer(answer);
    const { tasks } = client(undefined, fast);
    await expect(tasks.download(finished(), path)).rejects.toMatchObject({ kind: "link-expired" });
    expect(await tasks.download(await tasks.info({ task_id: "t" }), path)).toEqual({ bytes: zip.length });
    expect(zip.equals(await readFile(path))).toBe(true);
  });
});
