import { describe, test } from "vitest";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { query, redirects } from "../../testing/storage-answers.js";

const failed = { kind: "download-failed" };
const refused = { kind: "link-refused" };

const rows: FailedDownload[] = [
  {
    title: "a redirect to another host",
    answer: redirects(`https://files.example/?${query}`),
    error: { ...refused, attempts: 1 },
  },
  {
    title: "a redirect to http",
    answer: redirects(`http://a.volces.com/?${query}`),
    error: refused,
    says: /not https/,
  },
  {
    title: "a redirect into a private network",
    answer: redirects(`https://10.0.0.1/?${query}`),
    options: () => ({ allowedHosts: ["*"] }),
    error: refused,
    says: /private/,
  },
  {
    title: "a sixth redirect",
    answer: redirects("/again"),
    error: { ...refused, attempts: 6 },
    says: /more than 5 times/,
    requests: 6,
  },
  {
    title: "a redirect to nowhere",
    answer: redirects(undefined),
    error: { ...failed, status: 302 },
    says: /does not say where/,
  },
  { title: "a redirect to no address", answer: redirects("https://"), error: failed },
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));
});
