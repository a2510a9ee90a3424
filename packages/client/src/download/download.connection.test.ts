import { beforeEach, describe, test } from "vitest";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { type HeldTimers, holdTimers } from "../../testing/held-timers.js";
import { half, query } from "../../testing/storage-answers.js";
import type { DownloadProgress } from "../index.js";

/** The length of timers that fire when a row says so. */
const heldMs = 29_000;
let timers: HeldTimers;
beforeEach(() => {
  timers = holdTimers(heldMs);
});
/** Once something came, and more is waited for. */
const giveUpInBody = ({ received }: DownloadProgress) => void (received > 0 && setImmediate(() => timers.fire()));

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
    answer: () => timers.fire(),
    options: () => ({ stallTimeoutMs: heldMs }),
    error: { kind: "timeout", attempts: 1 },
    says: /^Nothing more came within 29000 ms \(0 bytes/,
  },
  {
    title: "no end",
    answer: half(() => {}),
    options: () => ({ stallTimeoutMs: heldMs, onProgress: giveUpInBody }),
    error: { kind: "timeout" },
    says: /^Nothing more came within 29000 ms \([1-9]/,
  },
  {
    title: "no end in time",
    answer: half(() => {}),
    options: () => ({ timeoutMs: heldMs, onProgress: giveUpInBody }),
    error: { kind: "timeout" },
    says: /^The download was not done within 29000 ms \([1-9]/,
  },
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));
});
