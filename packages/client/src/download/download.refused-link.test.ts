import { pathToFileURL } from "node:url";
import { describe, test } from "vitest";
import { expectFailedDownload, type FailedDownload } from "../../testing/failed-download.js";
import { canary, finished, query } from "../../testing/storage-answers.js";

const refused = { kind: "link-refused" };
const anywhere = () => ({ allowedHosts: ["*"], allowPrivateAddresses: true });

const rows: FailedDownload[] = [
  {
    title: "another host",
    task: () => finished("https://files.example/"),
    error: refused,
    says: /files\.example, which is not among/,
    requests: 0,
  },
  {
    title: "a host that only ends alike",
    task: () => finished("https://evilvolces.com/"),
    error: refused,
    requests: 0,
  },
  {
    title: "http elsewhere",
    task: () => finished(`http://bucket.tos-cn-beijing.volces.com/?${query}`),
    options: anywhere,
    error: refused,
    says: /not https/,
    requests: 0,
  },
  {
    title: "a file",
    task: ({ path }) => finished(pathToFileURL(path).href),
    options: anywhere,
    error: refused,
    requests: 0,
  },
  {
    title: "a link with a password",
    task: ({ link }) => finished(link.replace("://", `://a:${canary}@`)),
    error: refused,
    says: /user or a password/,
    requests: 0,
  },
  {
    title: "another port of this machine, by http",
    task: () => finished(`http://127.0.0.1:9/?${query}`),
    options: anywhere,
    error: refused,
    says: /not https/,
    requests: 0,
  },
  {
    title: "a private address among the allowed hosts",
    task: () => finished(`https://127.0.0.1:9/?${query}`),
    options: () => ({ allowedHosts: ["127.0.0.1"] }),
    error: refused,
    says: /private address/,
    requests: 0,
  },
];

describe("not whole", () => {
  test.each(rows)("$title", (row) => expectFailedDownload(row));
});
