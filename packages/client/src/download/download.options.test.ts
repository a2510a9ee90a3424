import { describe, test } from "vitest";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";

const rows: FailedDownload[] = [
  ...(["timeoutMs", "stallTimeoutMs", "maximumBytes"] as const).map((option) => ({
    title: `a negative ${option}`,
    options: () => ({ [option]: -1 }),
    error: { name: "TypeError", message: `${option} must be a number, 0 or more.` },
    requests: 0,
  })),
  ...["", "https://files.example", "files.example/a", "files.example:8443", "a@b", "a*", "*.*", "files.example?"].map(
    (host) => ({
      title: `an allowed host ${JSON.stringify(host)}`,
      options: () => ({ allowedHosts: [host] }),
      error: { name: "TypeError" },
      says: /is no host/,
      requests: 0,
    }),
  ),
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));
});
