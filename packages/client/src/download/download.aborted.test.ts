import { readdir } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { expectNoSleep, startDownloadFixture } from "../../testing/download-fixture.js";
import { half, sends } from "../../testing/storage-answers.js";
import type { DownloadProgress, DownloadTarget } from "../index.js";

describe("aborted", () => {
  const reason = new Error("enough");
  /** A storage's answer and the download's options; `abort` is called when the moment has come. */
  type Arrange = (abort: () => void) => {
    answer?: RequestListener;
    target?: DownloadTarget;
    onProgress?: (progress: DownloadProgress) => void;
  };
  const never = (then: () => void) => new Promise<void>(() => setImmediate(then));
  const rows: [when: string, arrange: Arrange][] = [
    [
      "before it begins",
      (abort) => {
        abort();
        return {};
      },
    ],
    ["before the answer", (abort) => ({ answer: abort })],
    ["as the answer comes", (abort) => ({ answer: half(() => {}), onProgress: abort })],
    [
      "in mid-body",
      (abort) => ({ answer: half(() => {}), onProgress: ({ received }) => void (received > 0 && setImmediate(abort)) }),
    ],
    ["while a function is waited for", (abort) => ({ target: () => never(abort) })],
    ["while a stream is waited for", (abort) => ({ target: new WritableStream({ write: () => never(abort) }) })],
  ];
  test.each(rows)("%s: no timer, file or connection is left", async (_when, arrange) => {
    const controller = new AbortController();
    const { answer = sends(), target, onProgress } = arrange(() => controller.abort(reason));
    const { client, server, task, folder, path } = await startDownloadFixture(answer);
    const { signal } = controller;
    const thrown = await client()
      .tasks.download(task, target ?? path, { signal, onProgress })
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ kind: "aborted", cause: reason });
    expectNoSleep();
    expect(await readdir(folder)).toEqual([]);
    await server.allClosed();
  });
});
