import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { startDownloadFixture } from "../../testing/download-fixture.js";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { canary, finished, linkTo, now, sends, zip } from "../../testing/storage-answers.js";

const expired = { kind: "link-expired" };

const rows: FailedDownload[] = [
  {
    title: "a link of the storage a second too old",
    task: ({ link }) => finished(link.replace("082500", "081459")),
    error: { ...expired, attempts: 0 },
    says: /expired at 2026-01-15T08:29:59.000Z/,
    requests: 0,
  },
  {
    title: "a link of the API's own form, too old",
    task: ({ server }) => finished(`${server.origin}/?x-expires=60&x-date=20260115T082859Z&X-Signature=${canary}`),
    error: expired,
    requests: 0,
  },
  {
    title: "a link in the form of S3, too old",
    task: ({ server }) => finished(`${server.origin}/?X-Amz-Date=20260114T083000Z&X-Amz-Expires=3600`),
    error: expired,
    requests: 0,
  },
  {
    title: "a link that the storage finds too old",
    answer: sends({}, 403, `<Error><Code>AccessDenied</Code><Message>Request has expired</Message>${canary}</Error>`),
    error: { ...expired, status: 403, attempts: 1 },
  },
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));
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
      JSON.stringify(
        isRefused
          ? { code: 1000001, message: "unauthorized" }
          : { code: 0, data: finished(linkTo({ origin: `http://${request.headers.host}` })) },
      ),
    );
  };

  test("lets a link expire by the server's, once that is known", async () => {
    const { client, task, path } = await startDownloadFixture(answer);
    const { tasks } = client({ clock: fast });
    await expect(tasks.download(task, path)).rejects.toMatchObject({ kind: "link-expired" });
    expect(await tasks.download(await tasks.info({ task_id: "t" }), path)).toEqual({ bytes: zip.length });
    expect(zip.equals(await readFile(path))).toBe(true);
  });
});
