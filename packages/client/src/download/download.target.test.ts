import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startDownloadFixture } from "../../testing/download-fixture.js";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { sends } from "../../testing/storage-answers.js";
import type { DownloadTarget } from "../index.js";

const failed = { kind: "download-failed" };

const rows: FailedDownload[] = [
  {
    title: "a file that exists",
    before: ({ path }) => writeFile(path, "before"),
    left: ["result.zip"],
    error: failed,
    says: /exists already/,
    requests: 0,
  },
  {
    title: "a file that somebody makes in the meantime",
    options: ({ path }) => ({ onProgress: () => void writeFile(path, "theirs") }),
    left: ["result.zip"],
    error: failed,
    says: /exists already/,
  },
  {
    title: "a folder",
    before: ({ path }) => mkdir(path),
    options: () => ({ overwrite: true }),
    left: ["result.zip"],
    error: failed,
    says: /is a folder/,
    requests: 0,
  },
  {
    title: "a folder that is missing",
    target: ({ folder }) => join(folder, "no", "file"),
    error: failed,
    says: /cannot be written: ENOENT/,
    requests: 0,
  },
  {
    title: "a function that fails",
    target: () => () => {
      throw new RangeError("mine");
    },
    error: { name: "RangeError", message: "mine" },
  },
  {
    title: "a stream that fails",
    target: () => new WritableStream({ write: () => Promise.reject(new RangeError("mine")) }),
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
    target: () => "",
    error: { name: "TypeError" },
    says: /path of the file is empty/,
    requests: 0,
  },
  {
    title: "a URL of no file",
    target: () => new URL("https://files.example/"),
    error: { name: "TypeError" },
    requests: 0,
  },
  {
    title: "no target",
    target: () => ({}) as DownloadTarget,
    error: { name: "TypeError" },
    says: /is a path, a file: URL/,
    requests: 0,
  },
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));

  test("and the reader of a stream of two ends hears of it", async () => {
    const { client, task } = await startDownloadFixture(sends({}, 500, ""));
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const reading = new Response(readable).blob().catch((error: unknown) => error);
    const thrown = await client()
      .tasks.download(task, writable)
      .catch((error: unknown) => error);
    expect(await reading).toBe(thrown);
  });

  test("where there are no files", async () => {
    const { client, task, path } = await startDownloadFixture();
    const { process } = globalThis;
    const { download } = client().tasks;
    await import("./download.js");
    try {
      Object.assign(globalThis, { process: undefined });
      await expect(download(task, path)).rejects.toThrow("There are no files here");
    } finally {
      Object.assign(globalThis, { process });
    }
  });
});
