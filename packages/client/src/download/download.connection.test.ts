import { describe, test } from "vitest";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { half, silent } from "../../testing/storage-answers.js";
import { query } from "../../testing/storage-link.js";

const rows: FailedDownload[] = [
  {
    title: "a storage that is not there",
    before: ({ server }) => server.close(),
    error: { kind: "connection", attempts: 1 },
    says: /^No answer from 127\.0\.0\.1:\d+: ECONNREFUSED$/,
    requests: 0,
  },
  {
    title: "a connection that is reset",
    answer: ({ socket }) => void socket.resetAndDestroy(),
    error: { kind: "connection" },
    says: /: ECONNRESET$/,
  },
  {
    title: "an own fetch that quotes the link",
    fetch: (url) => Promise.reject(new Error(`request to ${url} failed`, { cause: { code: query, url } })),
    error: { kind: "connection" },
    says: /: no reason was given$/,
    requests: 0,
  },
  {
    title: "no answer",
    answer: silent,
    options: () => ({ stallTimeoutMs: 50 }),
    error: { kind: "timeout", attempts: 1 },
    says: /^Nothing more came within 50 ms \(0 bytes/,
  },
  {
    title: "no end",
    answer: half(() => {}),
    options: () => ({ stallTimeoutMs: 100 }),
    error: { kind: "timeout" },
    says: /^Nothing more came within 100 ms/,
  },
  {
    title: "no end in time",
    answer: half(() => {}),
    options: () => ({ timeoutMs: 100 }),
    error: { kind: "timeout" },
    says: /^The download was not done within 100 ms/,
  },
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));
});
