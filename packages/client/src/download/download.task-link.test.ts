import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { startDownloadFixture } from "../../testing/download-fixture.js";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { canary, finished, query } from "../../testing/storage-answers.js";

const failed = { kind: "download-failed" };

const rows: FailedDownload[] = [
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
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));

  test("a failed task that is asked for, with the id of the request", async () => {
    const data = { status: "fail", percentage: 40 };
    const { client, path } = await startDownloadFixture((_request, response) => {
      response.end(JSON.stringify({ code: 0, message: "success", request_id: "02ab", data }));
    });
    await expect(client().tasks.download("t1", path)).rejects.toMatchObject({
      kind: "task-failed",
      message: "The task failed: the API answered status fail, and there is nothing to download.",
      requestId: "02ab",
    });
  });

  test("where it is only to be explained: nothing is sent, and the link is not shown", async () => {
    const { client, server, task, path } = await startDownloadFixture();
    const explained = client().explain((kb) => kb.tasks.download(task, path));
    const thrown = await explained.catch((error: unknown) => error);
    expect(inspect(thrown, { depth: Number.POSITIVE_INFINITY })).not.toContain(canary);
    expect(thrown).toBeInstanceOf(Error);
    expect(server.arrived).toEqual([]);
  });
});
