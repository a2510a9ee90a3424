import { readdir, readFile, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { expectNoSleep, startDownloadFixture } from "../../testing/download-fixture.js";
import { settle } from "../../testing/settle.js";
import { zip } from "../../testing/storage-answers.js";
import type { DownloadOptions, DownloadTarget } from "../index.js";

const pieceLength = 10_000;

/** A body of node-fetch 2 and 3, cross-fetch and got: a Node stream, of the whole file unless told otherwise. */
class Source extends Readable {
  position = 0;
  readonly fails: (position: number) => unknown;

  constructor(fails: (position: number) => unknown = () => undefined) {
    super({ highWaterMark: pieceLength });
    this.fails = fails;
  }

  override _read(): void {
    const failure = this.fails(this.position);
    if (failure === "stall") return;
    if (failure) return void this.destroy(failure as Error);
    const piece = zip.subarray(this.position, this.position + pieceLength);
    this.position += piece.length;
    this.push(piece.length === 0 ? null : piece);
  }
}

/** An answer of such a fetch: neither it nor its body is of the platform's classes. */
const answerOf = (body: unknown, more: object = {}) =>
  ({
    status: 200,
    headers: new Headers({ "content-length": String(zip.length) }),
    body,
    ...more,
  }) as unknown as Response;

/** A fetch that ends the stream with an error when its signal aborts, as node-fetch does. */
const nodeFetch =
  (source: Source, more?: object): typeof fetch =>
  async (_url, init) => {
    init?.signal?.addEventListener("abort", () => source.destroy(new Error("The operation was aborted.")));
    return answerOf(source, more);
  };

test.each(["a path", "a stream", "a function"])("a Node stream comes whole, to %s", async (what) => {
  const { client, task, path, folder } = await startDownloadFixture();
  const chunks: Uint8Array[] = [];
  const add = (chunk: Uint8Array) => void chunks.push(chunk);
  const target = { "a path": path, "a stream": new WritableStream({ write: add }) }[what] ?? add;
  const done = await client({ fetch: nodeFetch(new Source()) }).tasks.download(task, target);
  expect(done).toEqual({ bytes: zip.length });
  expect(zip.equals(what === "a path" ? await readFile(path) : Buffer.concat(chunks))).toBe(true);
  expect(await readdir(folder)).toEqual(what === "a path" ? ["result.zip"] : []);
});

const bodies: { title: string; answer: () => Response }[] = [
  { title: "without a stream, as React Native's", answer: () => answerOf(undefined, { arrayBuffer: async () => zip }) },
  {
    title: "as an async iterable of ArrayBuffers",
    answer: () =>
      answerOf(
        (async function* () {
          yield new Uint8Array(zip).buffer;
        })(),
      ),
  },
];
test.each(bodies)("a body $title comes whole", async ({ answer }) => {
  const { client, task, path } = await startDownloadFixture();
  await client({ fetch: async () => answer() }).tasks.download(task, path);
  expect(zip.equals(await readFile(path))).toBe(true);
});

test("a slow target holds a Node stream back", async () => {
  const { client, task } = await startDownloadFixture();
  const source = new Source();
  let received = 0;
  let ahead = 0;
  await client({ fetch: nodeFetch(source) }).tasks.download(task, async (chunk) => {
    received += chunk.length;
    for (let turn = 0; turn < 5; turn++) await settle();
    ahead = Math.max(ahead, source.position - received);
  });
  expect(received).toBe(zip.length);
  // What the stream may hold itself, and the piece that follows it.
  expect(ahead).toBeLessThanOrEqual(2 * pieceLength);
});

interface Failing {
  readonly title: string;
  readonly source?: Source;
  readonly answer?: object;
  readonly target?: DownloadTarget;
  readonly options?: (abort: () => void) => DownloadOptions;
  readonly error: object;
}
const atHalf = zip.length / 2;
const failures: Failing[] = [
  {
    title: "breaks off",
    source: new Source((at) => at >= atHalf && Object.assign(new Error("reset"), { code: "ECONNRESET" })),
    error: { kind: "download-failed", message: expect.stringMatching(/of 1000000 bytes, ECONNRESET/) },
  },
  { title: "is too large", options: () => ({ maximumBytes: 10 }), error: { kind: "download-failed" } },
  {
    title: "is too large, as it comes",
    answer: { headers: new Headers() },
    options: () => ({ maximumBytes: 10 }),
    error: { kind: "download-failed" },
  },
  {
    title: "is aborted in mid-body",
    source: new Source((at) => at >= atHalf && "stall"),
    options: (abort) => ({ onProgress: ({ received }) => void (received === atHalf && setImmediate(abort)) }),
    error: { kind: "aborted" },
  },
  {
    title: "is aborted as it begins",
    options: (abort) => ({ onProgress: abort }),
    error: { kind: "aborted" },
  },
  {
    title: "meets a target that fails",
    target: () => Promise.reject(new RangeError("mine")),
    error: { message: "mine" },
  },
  { title: "is a refusal", answer: { status: 404 }, error: { kind: "download-failed", status: 404 } },
  {
    title: "is a redirect that leads nowhere",
    answer: { status: 302 },
    error: { kind: "download-failed", status: 302 },
  },
];
test.each(failures)("a Node stream that $title is let go of, and nothing is left", async (row) => {
  const { source = new Source(), answer, target, options, error } = row;
  const { client, task, folder, path } = await startDownloadFixture();
  await writeFile(path, "before");
  const controller = new AbortController();
  const { signal } = controller;
  const thrown = await client({ fetch: nodeFetch(source, answer) })
    .tasks.download(task, target ?? path, { overwrite: true, signal, ...options?.(() => controller.abort()) })
    .catch((caught: unknown) => caught);
  expect(thrown).toMatchObject(error);
  await settle();
  expect(source.destroyed).toBe(true);
  expectNoSleep();
  expect(await readdir(folder)).toEqual(["result.zip"]);
  expect(await readFile(path, "utf8")).toBe("before");
});

test("a Node stream that says that the link has expired is believed", async () => {
  const { client, task } = await startDownloadFixture();
  const answer = answerOf(Readable.from([Buffer.from("<Message>Request has exp"), Buffer.from("ired</Message>")]), {
    status: 403,
  });
  const thrown = client({ fetch: async () => answer }).tasks.download(task, () => {});
  await expect(thrown).rejects.toMatchObject({ kind: "link-expired" });
});

test("an answer that comes after the download was aborted is let go of", async () => {
  const { client, task } = await startDownloadFixture();
  const controller = new AbortController();
  let cancelled = false;
  const late = new ReadableStream({
    cancel() {
      cancelled = true;
    },
  });
  const fetch = async () => {
    controller.abort();
    await settle();
    return new Response(late);
  };
  const thrown = client({ fetch }).tasks.download(task, () => {}, { signal: controller.signal });
  await expect(thrown).rejects.toMatchObject({ kind: "aborted" });
  await settle();
  expect(cancelled).toBe(true);
});
