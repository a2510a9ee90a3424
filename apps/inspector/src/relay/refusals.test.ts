import { expect, test } from "vitest";
import { type Sent, serveInspector } from "../../testing/serve-page.js";
import { tokenHeader } from "../session.js";

const call = { method: "POST", path: "/api/knowledge/task/info", body: '{"task_id":"xxx"}' };
const session = { path: "/session" };
const page = { path: "/collections/handbook" };

interface Row {
  readonly what: string;
  readonly sent: Sent;
  readonly status: number;
  readonly says: RegExp;
}

/** What a browser adds to a request of a page at this address. */
const from = (origin: string, site: string) => ({ origin, "sec-fetch-site": site, "sec-fetch-mode": "cors" });

const rows: Row[] = [
  ...[call, session, page].flatMap((sent): Row[] => [
    {
      what: `foreign host: ${sent.path}`,
      sent: { ...sent, headers: { host: "example.com" } },
      status: 403,
      says: /alone/,
    },
    {
      what: `another port: ${sent.path}`,
      sent: { ...sent, headers: { host: "127.0.0.1:1" } },
      status: 403,
      says: /alone/,
    },
    {
      what: `host without port: ${sent.path}`,
      sent: { ...sent, headers: { host: "localhost" } },
      status: 403,
      says: /alone/,
    },
    {
      what: `page of another origin: ${sent.path}`,
      sent: { ...sent, headers: from("http://127.0.0.1:1", "same-site") },
      status: 403,
      says: /other origins/,
    },
    {
      what: `page without an origin: ${sent.path}`,
      sent: { ...sent, headers: { origin: "null" } },
      status: 403,
      says: /other origins/,
    },
  ]),
  ...[call, session].flatMap((sent): Row[] => [
    {
      what: `no token: ${sent.path}`,
      sent: { ...sent, headers: { [tokenHeader]: undefined } },
      status: 401,
      says: /missing/,
    },
    {
      what: `stale token: ${sent.path}`,
      sent: { ...sent, headers: { [tokenHeader]: "a".repeat(43) } },
      status: 401,
      says: /earlier run/,
    },
    {
      what: `empty token: ${sent.path}`,
      sent: { ...sent, headers: { [tokenHeader]: "" } },
      status: 401,
      says: /earlier run/,
    },
    ...["cross-site", "same-site"].map((site) => ({
      what: `${site}: ${sent.path}`,
      sent: { ...sent, headers: { "sec-fetch-site": site } },
      status: 403,
      says: /other sites/,
    })),
  ]),
  { what: "target with a host", sent: { path: "http://example.com/" }, status: 400, says: /must be a path/ },
  { what: "GET of a call", sent: { ...call, method: "GET", body: "" }, status: 405, says: /Only POST/ },
  { what: "preflight of a call", sent: { ...call, method: "OPTIONS", body: "" }, status: 405, says: /Only POST/ },
  { what: "POST of the session", sent: { ...session, method: "POST" }, status: 405, says: /Only GET/ },
  { what: "PUT of a place", sent: { ...page, method: "PUT" }, status: 405, says: /Only GET/ },
  { what: "another operation", sent: { ...call, path: "/api/knowledge/doc/delete" }, status: 405, says: /Only GET/ },
  {
    what: "form",
    sent: { ...call, headers: { "content-type": "text/plain" } },
    status: 415,
    says: /application\/json/,
  },
  {
    what: "no type",
    sent: { ...call, headers: { "content-type": undefined } },
    status: 415,
    says: /application\/json/,
  },
  { what: "no length", sent: { ...call, headers: { "transfer-encoding": "chunked" } }, status: 411, says: /length/ },
  {
    what: "too large",
    sent: { ...call, body: JSON.stringify("a".repeat(2 ** 20)) },
    status: 413,
    says: /1048576 bytes/,
  },
  { what: "no JSON", sent: { ...call, body: "{" }, status: 400, says: /must be JSON/ },
  { what: "no object", sent: { ...call, body: "[1]" }, status: 400, says: /JSON object/ },
  { what: "unknown asset", sent: { path: "/assets/other.js" }, status: 404, says: /reload/ },
  { what: "asset of no kind that a page has", sent: { path: "/assets/notes.txt" }, status: 404, says: /reload/ },
  { what: "asset outside the folder", sent: { path: "/assets/..%2f..%2fpackage.json" }, status: 404, says: /reload/ },
];
test.each(rows)("refuses with $status: $what", async ({ sent, status, says }) => {
  const { send } = await serveInspector();
  const received = await send(sent);
  expect(received).toMatchObject({ status, headers: { "content-type": "text/plain; charset=utf-8" } });
  expect(received.body).toMatch(says);
});

test("lets a page of its own by each of its two names", async () => {
  const { send, port } = await serveInspector();
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    const headers = { host, ...from(`http://${host}`, "same-origin") };
    expect(await send({ ...call, headers })).toMatchObject({ status: 200 });
  }
});

test("each run has a token of its own, which only the fragment of its address holds", async () => {
  const [first, second] = [await serveInspector(), await serveInspector({ collection: "a b" })];
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/);
  expect(second.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/collections\/a%20b#[\w-]{43}$/);
  expect(await second.send({ ...session, headers: { [tokenHeader]: first.token } })).toMatchObject({ status: 401 });
});

test("any path but those of assets is a place of the page, and needs no token", async () => {
  const { send } = await serveInspector();
  const headers = { [tokenHeader]: undefined, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  for (const path of [
    "/",
    "/collections/guide/docs/signing.md?from=2",
    "/tasks/..%2f",
    "/api/knowledge/",
    "/sessions",
  ]) {
    const received = await send({ path, headers });
    expect(received).toMatchObject({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    });
    expect(received.body).toContain("<title>page</title>");
  }
  expect(await send({ path: "/assets/page-1a2b3c.js", headers })).toMatchObject({
    status: 200,
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
  expect(await send({ method: "HEAD", path: "/", headers })).toMatchObject({ status: 200, body: "" });
});

test("whatever it answers, nothing comes from elsewhere, or may be read or framed there", async () => {
  const { send } = await serveInspector();
  for (const sent of [
    page,
    session,
    call,
    { ...call, body: "{" },
    { path: "/assets/page-1a2b3c.js" },
    { path: "/assets/none" },
  ]) {
    const { headers } = await send(sent);
    expect(headers).toMatchObject({
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
      ),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    const names = Object.keys(headers).filter((name) => /^(?:access-control-|set-cookie)/.test(name));
    expect(names).toEqual([]);
  }
});
