import { getEventListeners } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type DownloadFixture, expectNoSleep, startDownloadFixture } from "../../testing/download-fixture.js";
import { settle } from "../../testing/settle.js";
import { canary, finished, redirects, sends, zip } from "../../testing/storage-answers.js";
import type { DownloadOptions, DownloadTarget } from "../index.js";

/** A body that ends in an error. */
const brokenOff = () => new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("reset")) });

describe("whole", () => {
  const chunks: Uint8Array[] = [];
  const collected = () => Buffer.concat(chunks.splice(0));
  const fromFile = ({ path }: DownloadFixture) => readFile(path);
  interface Row {
    readonly title: string;
    readonly answer?: RequestListener;
    readonly target?: (fixture: DownloadFixture) => DownloadTarget;
    readonly options?: DownloadOptions;
    readonly task?: (fixture: DownloadFixture) => { status: string; attachment_link: string };
    readonly result?: (fixture: DownloadFixture) => Buffer | Promise<Buffer>;
    readonly expected?: Buffer;
    readonly requests?: number;
  }
  const rows: Row[] = [
    { title: "to a path" },
    { title: "to a file: URL", target: ({ path }) => pathToFileURL(path) },
    {
      title: "to a file: URL of another realm",
      target: ({ path }) => {
        const { href, protocol, pathname } = pathToFileURL(path);
        return { href, protocol, pathname } as URL;
      },
    },
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
        await settle();
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
    { title: "under a state that is not known", task: ({ task }) => ({ ...task, status: "archived" }) },
    {
      title: "by a link that says nothing of its age",
      task: ({ server }) => finished(`${server.origin}/a?key=${canary}`),
    },
    {
      title: "by a link that ends this very second",
      task: ({ server }) => finished(`${server.origin}/a?X-Date=20260115T083000Z&X-Expires=0`),
    },
    {
      title: "after five redirects, one of each kind",
      answer: (request, response) => {
        const hop = Number(new URL(request.url ?? "", "http://127.0.0.1").searchParams.get("hop"));
        const status = [301, 302, 303, 307, 308][hop];
        if (status === undefined) return sends()(request, response);
        redirects(`/next?hop=${hop + 1}`, status)(request, response);
      },
      requests: 6,
    },
  ];
  test.each(rows)(
    "$title",
    async ({ answer, target, options, task, result = fromFile, expected = zip, requests = 1 }) => {
      const fixture = await startDownloadFixture(answer);
      const { client, server, folder, path } = fixture;
      const done = await client().tasks.download(task?.(fixture) ?? fixture.task, target?.(fixture) ?? path, options);
      expect(done).toEqual({ bytes: expected.length });
      expect(expected.equals(await result(fixture))).toBe(true);
      expect(server.arrived).toHaveLength(requests);
      expectNoSleep();
      expect((await readdir(folder)).filter((name) => name !== "result.zip")).toEqual([]);
    },
  );

  test("in place of a file that exists, where that is meant", async () => {
    const { client, task, folder, path } = await startDownloadFixture();
    await writeFile(path, "before");
    await client().tasks.download(task, path, { overwrite: true });
    expect(zip.equals(await readFile(path))).toBe(true);
    expect(await readdir(folder)).toEqual(["result.zip"]);
  });

  test("as a Blob, through a stream of two ends", async () => {
    const { client, task } = await startDownloadFixture();
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const [blob] = await Promise.all([new Response(readable).blob(), client().tasks.download(task, writable)]);
    expect(zip.equals(Buffer.from(await blob.arrayBuffer()))).toBe(true);
  });

  test.each([
    { title: "of one that comes whole", body: "PK zip", ends: { bytes: 6 } },
    { title: "of one that is too large", body: "x".repeat(1_000), ends: { kind: "download-failed" } },
    { title: "of one that breaks off", body: brokenOff, ends: { kind: "download-failed" } },
  ])("no listener is left $title", async ({ body, ends }) => {
    const added = vi.spyOn(EventTarget.prototype, "addEventListener");
    onTestFinished(() => added.mockRestore());
    const { client, task } = await startDownloadFixture();
    const { signal } = new AbortController();
    // A fetch of its own: Node's leaves a listener on its signal for as long as that lives.
    const done = await client({ fetch: async () => new Response(typeof body === "string" ? body : body()) })
      .tasks.download(task, () => {}, { signal, maximumBytes: 100 })
      .catch((error: unknown) => error);
    expect(done).toMatchObject(ends);
    const listenedTo = new Set(added.mock.contexts.filter((target) => target instanceof AbortSignal));
    expect(listenedTo).toContain(signal);
    // The caller's, and those of the download as a whole, of its silences and sleeps.
    expect(listenedTo.size).toBeGreaterThan(3);
    for (const each of listenedTo) expect(getEventListeners(each, "abort")).toEqual([]);
  });

  test("told of on the way", async () => {
    const { client, task } = await startDownloadFixture();
    const told: unknown[] = [];
    await client().tasks.download(task, () => {}, { onProgress: (progress) => told.push(progress) });
    expect(told[0]).toEqual({ received: 0, total: zip.length });
    expect(told.at(-1)).toEqual({ received: zip.length, total: zip.length });
    expect(told.length).toBeGreaterThan(2);
  });

  test("and nothing of ours is sent along", async () => {
    const { client, server, task, link } = await startDownloadFixture();
    await client().tasks.download(task, () => {});
    const own = await fetch(link);
    await own.body?.cancel();
    const [ours, bare] = server.arrived;
    expect(ours?.headerNames.toSorted()).toEqual(bare?.headerNames.toSorted());
  });
});
