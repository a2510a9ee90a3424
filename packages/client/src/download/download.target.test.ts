import { execFileSync } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startDownloadFixture } from "../../testing/download-fixture.js";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { half, sends, zip } from "../../testing/storage-answers.js";
import type { DownloadTarget } from "../index.js";

const failed = { kind: "download-failed" };
const overwrite = () => ({ overwrite: true });

/** Makes a step of every open file fail with this code of the system's, until the test ends. */
async function failsAt(step: "writeFile" | "close", code: string): Promise<void> {
  const files = process.getBuiltinModule("node:fs/promises");
  const { open } = files;
  const failing = vi.spyOn(files, "open").mockImplementation(async (...request) => {
    const file = await open(...request);
    const real = file[step].bind(file) as (...given: unknown[]) => Promise<void>;
    const fails = async (...given: unknown[]) => {
      await real(...given);
      throw Object.assign(new Error("the system says no"), { code });
    };
    return Object.assign(file, { [step]: fails });
  });
  onTestFinished(() => failing.mockRestore());
}

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
    title: "a name that ends like a folder's",
    target: ({ path }) => `${path}/`,
    error: failed,
    says: /is a folder/,
    requests: 0,
  },
  {
    title: "a name longer than the file system takes",
    target: ({ folder }) => join(folder, "x".repeat(256)),
    error: failed,
    says: /cannot be written: ENAMETOOLONG/,
    requests: 0,
  },
  {
    title: "a file as a folder",
    before: ({ path }) => writeFile(path, "before"),
    target: ({ path }) => join(path, "file"),
    left: ["result.zip"],
    error: failed,
    says: /cannot be written: ENOTDIR/,
    requests: 0,
  },
  {
    title: "a device",
    target: () => "/dev/null",
    options: overwrite,
    error: { ...failed, hint: expect.stringContaining("WritableStream") },
    says: /is a device, a pipe or a socket/,
    requests: 0,
  },
  {
    title: "a link to a device",
    before: ({ path }) => symlink("/dev/null", path),
    left: ["result.zip"],
    options: overwrite,
    error: failed,
    says: /is a device/,
    requests: 0,
  },
  {
    title: "a pipe",
    before: async ({ path }) => execFileSync("mkfifo", [path]),
    left: ["result.zip"],
    options: overwrite,
    error: failed,
    says: /a pipe/,
    requests: 0,
  },
  {
    title: "a link that leads nowhere",
    before: ({ path }) => symlink("nowhere", path),
    left: ["result.zip"],
    error: failed,
    says: /exists already/,
    requests: 0,
  },
  {
    title: "a link in a circle",
    before: ({ path }) => symlink("result.zip", path),
    left: ["result.zip"],
    options: overwrite,
    error: failed,
    says: /cannot be written: ELOOP/,
    requests: 0,
  },
  {
    title: "a disk that is full at a write",
    before: () => failsAt("writeFile", "ENOSPC"),
    error: failed,
    says: /cannot be written: ENOSPC/,
  },
  {
    title: "a disk that is full at the end",
    before: () => failsAt("close", "ENOSPC"),
    error: failed,
    says: /cannot be written: ENOSPC/,
  },
  {
    title: "a disk that fails at the end, in place of a file",
    before: async ({ path }) => {
      await writeFile(path, "theirs");
      await failsAt("close", "EIO");
    },
    left: ["result.zip"],
    options: overwrite,
    error: failed,
    says: /cannot be written: EIO/,
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
    title: "a stream that fails when it is closed",
    target: () => new WritableStream({ close: () => Promise.reject(new RangeError("mine")) }),
    error: { name: "RangeError", message: "mine" },
  },
  {
    title: "a stream that fails while nothing comes",
    answer: half(() => {}),
    target: () => {
      let received = 0;
      const failing = (controller: WritableStreamDefaultController) => controller.error(new RangeError("mine"));
      return new WritableStream<Uint8Array>({
        write(chunk, controller) {
          received += chunk.length;
          if (received === zip.length / 2) setImmediate(failing, controller);
        },
      });
    },
    error: { name: "RangeError", message: "mine" },
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
    title: "a number",
    target: () => 5 as unknown as DownloadTarget,
    error: { name: "TypeError" },
    says: /is a path, a file: URL/,
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

  const throws = (): never => {
    throw new Error("This is not supported in the Edge Runtime.");
  };
  const runtimes: { title: string; runtime: object | undefined }[] = [
    { title: "there is no process", runtime: undefined },
    { title: "the process is a bundler's", runtime: { env: {}, versions: {} } },
    { title: "there is no such module", runtime: { getBuiltinModule: () => undefined, versions: { node: "24" } } },
    { title: "asking for modules throws, as in Next.js's edge runtime", runtime: { getBuiltinModule: throws } },
  ];
  test.each(runtimes)("to a path where $title", async ({ runtime }) => {
    const { client, server, task, path } = await startDownloadFixture();
    const { download } = client().tasks;
    await import("./download.js");
    vi.stubGlobal("process", runtime);
    onTestFinished(() => void vi.unstubAllGlobals());
    const thrown = await download(task, path).catch((error: unknown) => error);
    vi.unstubAllGlobals();
    expect(thrown).toEqual(
      new TypeError("There are no files here: give a WritableStream or a function as the target."),
    );
    expect(server.arrived).toEqual([]);
  });
});

test.each(["a path", "a file: URL"])(
  "whole, to %s, in Node below 20.16, whose modules can only be imported",
  async (what) => {
    const { client, task, path } = await startDownloadFixture();
    const { download } = client().tasks;
    const target = what === "a path" ? path : pathToFileURL(path);
    await import("./download.js");
    vi.stubGlobal("process", { versions: { node: "20.0.0" } });
    onTestFinished(() => void vi.unstubAllGlobals());
    await download(task, target);
    vi.unstubAllGlobals();
    expect(zip.equals(await readFile(path))).toBe(true);
  },
);
