import { readdir, readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { breakingStorage, type StorageStep, versions } from "../../testing/breaking-storage.js";
import { expectNoSleep, startDownloadFixture } from "../../testing/download-fixture.js";
import { holdTimers } from "../../testing/held-timers.js";
import type { DownloadOptions, DownloadProgress } from "../index.js";

const [first, second] = versions;
const at = 400_000;
const broken = { until: at };
/** The length of timers that fire when a storage stays silent. */
const stallTimeoutMs = 29_000;

/** A storage, and the options of a download whose limit of silence is over when the storage is silent. */
function stallingStorage(steps: readonly StorageStep[], timers = holdTimers(stallTimeoutMs)) {
  const storage = breakingStorage(steps, timers.fire);
  const onProgress = ({ received }: DownloadProgress) => {
    const step = steps[Math.min(storage.asked.length, steps.length) - 1];
    if (step?.stalls && step.until === received) setImmediate(timers.fire);
  };
  return { storage, options: { stallTimeoutMs, onProgress } };
}

/** What a request asks for. How many bytes came before a break is not known to a byte. */
const rest = (etag = '"v0"') => ({ range: expect.stringMatching(/^bytes=[1-9]\d*-$/), ifRange: etag });
const whole = { range: undefined, ifRange: undefined };

describe("a download that broke off is whole in the end", () => {
  interface Row {
    readonly title: string;
    readonly steps: readonly StorageStep[];
    readonly asked: readonly object[];
    readonly result?: Buffer;
    /** Into a function too, which cannot start over. */
    readonly intoFunction?: boolean;
  }
  const rows: Row[] = [
    { title: "by a range of the same version", steps: [broken, {}], asked: [whole, rest()] },
    { title: "after several breaks", steps: [broken, { until: 600_000 }, {}], asked: [whole, rest(), rest()] },
    { title: "after a break before any byte", steps: [{ until: 0 }, {}], asked: [whole, whole] },
    {
      title: "after silence",
      steps: [{ until: at, stalls: true }, { stalls: true }, { until: 600_000, stalls: true }, {}],
      asked: [whole, rest(), rest(), rest()],
    },
    { title: "after no answer", steps: [broken, { silent: true }, {}], asked: [whole, rest(), rest()] },
    {
      title: "after refusals that may pass",
      steps: [broken, { refuses: [503, ""] }, { refuses: [429, ""] }, {}],
      asked: [whole, rest(), rest(), rest()],
    },
    {
      title: "of no announced length",
      steps: [{ until: at, chunked: true }, { chunked: true }],
      // A part of a file of unknown length may end anywhere: the last request is told that nothing comes after it.
      asked: [whole, rest(), rest()],
    },
    {
      title: "of no announced length, in parts that end before it",
      steps: [{ until: at, chunked: true }, { until: 600_000, ends: true, chunked: true }, { chunked: true }],
      asked: [whole, rest(), rest(), rest()],
    },
    {
      title: "of no announced length, once a part announces it",
      steps: [{ until: at, chunked: true }, { until: 600_000, ends: true }, {}],
      asked: [whole, rest(), rest()],
    },
    {
      title: "after a break behind the last byte",
      steps: [{ until: first.length, chunked: true }, {}],
      asked: [whole, rest()],
    },
    { title: "from a storage that knows no ranges", steps: [broken, { ignores: "range" }], asked: [whole, rest()] },
    {
      title: "from one that knows no ranges, and breaks off before what is there",
      steps: [broken, { ignores: "range", until: 100_000 }, {}],
      asked: [whole, rest(), rest()],
    },
    {
      title: "anew, of another version",
      steps: [broken, { version: 1 }],
      asked: [whole, rest()],
      result: second,
      intoFunction: false,
    },
    {
      title: "anew, of another version, which breaks off as well",
      steps: [broken, { version: 1, until: 300_000 }, { version: 1 }],
      asked: [whole, rest(), rest('"v1"')],
      result: second,
      intoFunction: false,
    },
    {
      title: "anew, where a part of another version is sent in spite of If-Range",
      steps: [broken, { version: 1, ignores: "if-range" }, { version: 1 }],
      asked: [whole, rest(), whole],
      result: second,
      intoFunction: false,
    },
    {
      title: "anew, where such a part does not say how long the file is",
      steps: [broken, { version: 1, ignores: "if-range", chunked: true }, { version: 1 }],
      asked: [whole, rest(), whole],
      result: second,
      intoFunction: false,
    },
    {
      title: "anew, where a part names no version",
      steps: [broken, { etag: null, ignores: "if-range" }, {}],
      asked: [whole, rest(), whole],
      intoFunction: false,
    },
    {
      title: "anew, where a part begins elsewhere",
      steps: [broken, { shifted: 1 }, {}],
      asked: [whole, rest(), whole],
      intoFunction: false,
    },
    {
      title: "anew, of a version that ends before the part",
      steps: [{ until: 950_000 }, { version: 1, ignores: "if-range" }, { version: 1 }],
      asked: [whole, rest(), whole],
      result: second,
      intoFunction: false,
    },
  ];
  test.each(rows)("$title", async ({ steps, asked, result = first, intoFunction = true }) => {
    const timers = holdTimers(stallTimeoutMs);
    const { storage, options: stalling } = stallingStorage(steps, timers);
    const { client, task, folder, path } = await startDownloadFixture(storage.answer);
    const told: DownloadProgress[] = [];
    await writeFile(path, "before");
    const onProgress = (progress: DownloadProgress) => {
      told.push(progress);
      stalling.onProgress(progress);
    };
    const options: DownloadOptions = { ...stalling, overwrite: true, onProgress };
    expect(await client().tasks.download(task, path, options)).toEqual({ bytes: result.length });
    expect(result.equals(await readFile(path))).toBe(true);
    expect(await readdir(folder)).toEqual(["result.zip"]);
    expect(storage.asked).toEqual(asked);
    expect(told.at(-1)?.received).toBe(result.length);
    expectNoSleep();

    const again = stallingStorage(steps, timers);
    const other = await startDownloadFixture(again.storage.answer);
    const pieces: Uint8Array[] = [];
    const done = other.client().tasks.download(other.task, (piece) => void pieces.push(piece), again.options);
    if (intoFunction) {
      await done;
      expect(result.equals(Buffer.concat(pieces))).toBe(true);
    } else {
      await expect(done).rejects.toMatchObject({ kind: "download-failed", message: expect.stringMatching(/changed/) });
      const came = Buffer.concat(pieces);
      expect(came.equals(first.subarray(0, came.length))).toBe(true);
    }
  });

  test.each([{ title: "a storage that calls it expired", step: { refuses: [403, "Request has expired"] as const } }])(
    "by a fresh link, after $title",
    async ({ step }) => {
      const storage = breakingStorage([broken, step, {}]);
      const { client, path } = await startDownloadFixture(storage.answer);
      await client().tasks.download("t", path);
      expect(first.equals(await readFile(path))).toBe(true);
      expect(storage.links()).toBe(2);
      expect(storage.asked).toEqual([whole, rest(), rest()]);
    },
  );

  test("by a fresh link, once the first has expired by its own date", async () => {
    const storage = breakingStorage([broken, {}]);
    const { client, path } = await startDownloadFixture(storage.answer);
    let clock = "2026-01-15T08:30:00Z";
    const onProgress = ({ received }: DownloadProgress) => {
      // The link ends at 08:40; the fresh one, of the same date, is told to have expired.
      if (received > 0) clock = "2026-01-15T08:40:01Z";
    };
    const kb = client({ clock: () => new Date(clock) });
    await expect(kb.tasks.download({ task_id: "t" }, path, { onProgress })).rejects.toMatchObject({
      kind: "link-expired",
    });
    expect(storage.links()).toBe(1 + 8);
    expect(storage.asked).toEqual([whole]);
  });
});

describe("a download that broke off fails", () => {
  interface Row {
    readonly title: string;
    readonly steps: readonly StorageStep[];
    readonly requests: number;
    readonly error: object;
  }
  const failed = { kind: "download-failed" };
  const rows: Row[] = [
    { title: "without an ETag", steps: [{ ...broken, etag: null }], requests: 1, error: failed },
    { title: "with a weak ETag", steps: [{ ...broken, etag: 'W/"v0"' }], requests: 1, error: failed },
    { title: "nine times", steps: [broken, { until: at + 1 }], requests: 9, error: { ...failed, attempts: 9 } },
    { title: "before any byte, each time", steps: [{ until: 0 }], requests: 9, error: failed },
    {
      title: "for good: no storage is there any more",
      steps: [broken, { silent: true }],
      requests: 9,
      error: { kind: "connection" },
    },
    {
      title: "by silence, each time",
      steps: [{ until: at, stalls: true }, { stalls: true }],
      requests: 9,
      error: {
        kind: "timeout",
        attempts: 9,
        message: expect.stringMatching(/^Nothing more came within 29000 ms \(400000/),
      },
    },
    {
      title: "by silence, without an ETag",
      steps: [{ until: at, stalls: true, etag: null }],
      requests: 1,
      error: { kind: "timeout", attempts: 1 },
    },
    { title: "by a refusal", steps: [broken, { refuses: [404, ""] }], requests: 2, error: { ...failed, status: 404 } },
    {
      title: "by a link that has expired, and cannot be asked for",
      steps: [broken, { refuses: [403, "expired"] }],
      requests: 2,
      error: { kind: "link-expired" },
    },
    {
      title: "with parts of other versions, each time",
      steps: [broken, { version: 1, ignores: "if-range", until: 500_000 }, broken],
      requests: 9,
      error: failed,
    },
  ];
  test.each(rows)("$title", async ({ steps, requests, error }) => {
    const { storage, options } = stallingStorage(steps);
    const { client, task, folder, path } = await startDownloadFixture(storage.answer);
    await writeFile(path, "before");
    await expect(client().tasks.download(task, path, { ...options, overwrite: true })).rejects.toMatchObject(error);
    expect(storage.asked).toHaveLength(requests);
    expect(await readdir(folder)).toEqual(["result.zip"]);
    expect(await readFile(path, "utf8")).toBe("before");
    expectNoSleep();
  });

  test("at once when it is aborted during the pause", async () => {
    const storage = breakingStorage([broken]);
    const { client, task, folder, path } = await startDownloadFixture(storage.answer);
    const controller = new AbortController();
    const kb = client({
      sleep: () => {
        controller.abort();
        return new Promise(() => {});
      },
    });
    await expect(kb.tasks.download(task, path, { signal: controller.signal })).rejects.toMatchObject({
      kind: "aborted",
    });
    expect(storage.asked).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });
});
