import { describe, test } from "vitest";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { canary, half, sends } from "../../testing/storage-answers.js";

const failed = { kind: "download-failed" };
const answers = (body: string, headers: Record<string, string>) => async () => new Response(body, { headers });

const rows: FailedDownload[] = [
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
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));
});
