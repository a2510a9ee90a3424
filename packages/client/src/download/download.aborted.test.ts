import { readdir } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { expectNoSleep, startDownloadFixture } from "../../testing/download-fixture.js";
import { half, sends, silent } from "../../testing/storage-answers.js";
import type { DownloadTarget } from "../index.js";

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
    const { client, server, task, folder, path } = await startDownloadFixture(answer);
    const controller = new AbortController();
    const { target = path, onProgress } = arrange(() => controller.abort(reason)) ?? {};
    const { signal } = controller;
    const thrown = await client()
      .tasks.download(task, target, { signal, onProgress })
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ kind: "aborted", cause: reason });
    expectNoSleep();
    expect(await readdir(folder)).toEqual([]);
    await server.allClosed();
  });
});
