import { owner, startModelServer } from "@viking-kb/model";
import { describe, expect, it } from "vitest";
import { operationCount } from "../../testing/documented-cases.js";
import { runCommand } from "../../testing/run-command.js";
import { type Stranger, startSocketStranger, startStranger } from "../../testing/strangers.js";
import { reachTarget } from "./reach-target.js";

const html = { "content-type": "text/html; charset=utf-8" };
const page = "<!doctype html><title>Welcome</title>";
const json = { "content-type": "application/json" };
const unknownPath = '{"code":1000003,"message":"invalid request:path: is unknown","request_id":"02"}';

/** What is met, the base URL it is met by, and the sentence that tells of it. */
const rows: { what: string; start: () => Promise<Stranger>; scheme: string; sentence: (base: string) => string }[] = [
  {
    what: "nothing that listens",
    start: async () => {
      const gone = await startStranger(200);
      await gone.close();
      return { port: gone.port, close: async () => {} };
    },
    scheme: "http",
    sentence: (base) => `Nothing answers at ${base} (ECONNREFUSED): start the server, or mend the base URL.`,
  },
  {
    what: "a server that never answers",
    start: () => startSocketStranger((socket) => socket.resume()),
    scheme: "http",
    sentence: (base) =>
      `${base} does not answer within 0.5 s: check the server and the network, or give a longer --timeout.`,
  },
  {
    what: "a server that hangs up",
    start: () => startSocketStranger((socket) => socket.once("data", () => socket.end())),
    scheme: "http",
    sentence: (base) =>
      `${base} ends the connection without an answer (UND_ERR_SOCKET): check the server, or write https:// if it speaks TLS.`,
  },
  {
    what: "TLS, asked without",
    start: () => startStranger(200, {}, "", { tls: true }),
    scheme: "http",
    sentence: (base) =>
      `${base} ends the connection without an answer (UND_ERR_SOCKET): check the server, or write https:// if it speaks TLS.`,
  },
  {
    what: "no TLS, asked with",
    start: () => startStranger(200),
    scheme: "https",
    sentence: (base) => `${base} does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER): write http:// in the base URL.`,
  },
  {
    what: "a certificate that nobody vouches for",
    start: () => startStranger(200, {}, "", { tls: true }),
    scheme: "https",
    sentence: (base) =>
      `The certificate of ${base.slice(8)} is not accepted (DEPTH_ZERO_SELF_SIGNED_CERT): check the host name, or name the authority's file in NODE_EXTRA_CA_CERTS.`,
  },
  {
    what: "a redirect",
    start: () => startStranger(302, { location: "https://elsewhere.example/login?token=secret" }),
    scheme: "http",
    sentence: (base) =>
      `${base} redirects to https://elsewhere.example/login: give the base URL that it leads to, since a signature holds for one host.`,
  },
  {
    what: "a web page",
    start: () => startStranger(200, html, page),
    scheme: "http",
    sentence: (base) => `${base} answers with a web page (HTTP 200, text/html): check host and path of the base URL.`,
  },
  {
    what: "a web page that says 404",
    start: () => startStranger(404, html, page),
    scheme: "http",
    sentence: (base) => `${base} answers 404 to all ${operationCount} operations: check the path of the base URL.`,
  },
  {
    what: "the API under another path",
    start: () => startStranger(404, json, unknownPath),
    scheme: "http",
    sentence: (base) => `${base} answers 404 to all ${operationCount} operations: check the path of the base URL.`,
  },
  {
    what: "a gateway with nothing behind it",
    start: () => startStranger(503, { "content-type": "text/plain" }, "no healthy upstream"),
    scheme: "http",
    sentence: (base) =>
      `${base} answers 503 to all ${operationCount} operations: start the server behind it, or wait for it.`,
  },
  {
    what: "a server of files",
    start: () => startStranger(405, { allow: "GET, HEAD" }),
    scheme: "http",
    sentence: (base) => `${base} takes no POST (HTTP 405): check host and path of the base URL.`,
  },
];
it.each(rows)("ends with 2 and one sentence: $what", async ({ start, scheme, sentence }) => {
  const stranger = await start();
  const base = `${scheme}://127.0.0.1:${stranger.port}`;
  const outcome = await runCommand([base, "--mock", "--timeout", "0.5"]);
  await stranger.close();
  expect(outcome).toEqual({ code: 2, stdout: "", stderr: `error: ${sentence(base)}\n` });
});

describe("a server that is there", () => {
  const tried: { what: string; secret: string; read: (text: string) => string; sentence: RegExp }[] = [
    {
      what: "a wrong key",
      secret: "another-secret",
      read: (text) => text,
      sentence: /^error: The server refuses this key or its signature in every operation: check the access key .*\.\n$/,
    },
    {
      what: "none of the fixtures",
      secret: owner.secretAccessKey,
      read: (text) => text.replace(/"(name|collection_name|resource_id|task_id)":"[^"]*"/, '"$1":"nobody"'),
      sentence: /^error: The server holds nothing that the cases name: .*spec\/fixtures\.yaml .*--names\)\.\n$/,
    },
  ];
  it.each(tried)("ends with 2 and one sentence: $what", async ({ secret, read, sentence }) => {
    const server = await startModelServer({ read, write: (text) => text });
    const { code, stdout, stderr } = await runCommand([server.url], {
      VIKING_KB_ACCESS_KEY_ID: owner.accessKeyId,
      VIKING_KB_SECRET_ACCESS_KEY: secret,
    });
    await server.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
  });
});

const probe = (fetch: typeof globalThis.fetch) =>
  reachTarget(new URL("http://kb.example"), { paths: ["/a", "/b"], timeoutMilliseconds: 1_000, fetch });

it("names a host that there is not", async () => {
  const cause = Object.assign(new Error("getaddrinfo ENOTFOUND kb.example"), { code: "ENOTFOUND" });
  await expect(probe(async () => Promise.reject(new TypeError("fetch failed", { cause })))).rejects.toThrow(
    "There is no host kb.example (ENOTFOUND): check its spelling, and the network.",
  );
});

/** Faults of the right API, which the layers must find: the probe must not refuse them. */
const reached: [what: string, answer: () => Response][] = [
  ["an envelope under 404", () => Response.json({ code: 1000001 }, { status: 404 })],
  ["an envelope under 502", () => Response.json({ code: 1000028 }, { status: 502 })],
  ["a redirect to nowhere", () => Response.json({ code: 1000001 }, { status: 302 })],
  ["JSON that is called a page", () => new Response('{"code":1000001}', { headers: html })],
  ["an answer that is cut off", () => new Response('{"code":1', { headers: json })],
  ["an empty answer", () => new Response(null)],
];
it.each(reached)("leaves to the layers: %s", async (_what, answer) => {
  await expect(probe(async () => answer())).resolves.toBeUndefined();
});

it("leaves to the layers a server that hangs up on some operations alone", async () => {
  const mixed: typeof fetch = async (url) => {
    if (String(url).endsWith("/a")) throw new TypeError("fetch failed");
    return new Response("gone", { status: 404 });
  };
  await expect(probe(mixed)).resolves.toBeUndefined();
});
