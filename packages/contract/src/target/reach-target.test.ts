import { owner, startModelServer } from "@viking-kb/model";
import { describe, expect, it } from "vitest";
import { operationCount } from "../../testing/documented-cases.js";
import type { Listening } from "../../testing/loopback.js";
import { runCommand } from "../../testing/run-command.js";
import { startSocketStranger, startStranger } from "../../testing/strangers.js";
import type { Answer } from "./answer.js";
import { reachTarget } from "./reach-target.js";
import { NoAnswerError } from "./sender.js";

const html = { "content-type": "text/html; charset=utf-8" };
const page = "<!doctype html><title>Welcome</title>";
const json = { "content-type": "application/json" };
const unknownPath = '{"code":1000003,"message":"invalid request:path: is unknown","request_id":"02"}';

/** What is met, the base URL it is met by, and the sentence that tells of it. */
const rows: {
  what: string;
  start: () => Promise<Pick<Listening, "port" | "close">>;
  /** Of what would never end. Default: far more than an answer takes on a busy machine. */
  timeout?: string;
  scheme: string;
  sentence: (base: string) => string;
}[] = [
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
    timeout: "0.5",
    scheme: "http",
    sentence: (base) =>
      `${base} does not answer within 0.5 s: check the server and the network, or give a longer --timeout.`,
  },
  {
    what: "answers that come in drops, and have no end",
    start: () =>
      startSocketStranger((socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{");
        const drops = setInterval(() => socket.write(" "), 20);
        socket.on("close", () => clearInterval(drops));
      }),
    timeout: "3",
    scheme: "http",
    sentence: (base) =>
      `${base} begins each answer and does not end it (nothing more within 3000 ms): check the server.`,
  },
  {
    what: "headers that have no end",
    start: () =>
      startSocketStranger((socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        const drops = setInterval(() => socket.write("X: y\r\n"), 20);
        socket.on("close", () => clearInterval(drops));
      }),
    timeout: "0.5",
    scheme: "http",
    sentence: (base) =>
      `${base} does not answer within 0.5 s: check the server and the network, or give a longer --timeout.`,
  },
  {
    what: "another protocol",
    start: () => startSocketStranger((socket) => socket.write("220 mail.example ESMTP\r\n")),
    scheme: "http",
    sentence: (base) =>
      `${base} does not speak HTTP/1.1 (HPE_INVALID_CONSTANT): check the port, or write https:// if it speaks TLS.`,
  },
  {
    what: "a server that hangs up",
    start: () => startSocketStranger((socket) => socket.once("data", () => socket.end())),
    scheme: "http",
    sentence: (base) =>
      `${base} ends the connection without an answer (ECONNRESET): check the server, or write https:// if it speaks TLS.`,
  },
  {
    what: "TLS, asked without",
    start: () => startStranger(200, {}, "", { tls: true }),
    scheme: "http",
    sentence: (base) =>
      `${base} ends the connection without an answer (ECONNRESET): check the server, or write https:// if it speaks TLS.`,
  },
  {
    what: "no TLS, asked with",
    start: () => startStranger(200),
    scheme: "https",
    sentence: (base) => `${base} does not speak TLS (EPROTO): write http:// in the base URL.`,
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
it.each(rows)("ends with 2 and one sentence: $what", async ({ start, timeout = "60", scheme, sentence }) => {
  const stranger = await start();
  const base = `${scheme}://127.0.0.1:${stranger.port}`;
  const outcome = await runCommand([base, "--mock", "--timeout", timeout]);
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

const wire = { status: 200, headers: {}, bytes: Buffer.from("") };
const probe = (send: NonNullable<Parameters<typeof reachTarget>[1]["send"]>) =>
  reachTarget(new URL("http://kb.example"), { paths: ["/a", "/b"], timeoutMilliseconds: 1_000, send });

it("names a host that there is not", async () => {
  const error = Object.assign(new Error("getaddrinfo ENOTFOUND kb.example"), { code: "ENOTFOUND" });
  await expect(probe(() => Promise.reject(error))).rejects.toThrow(
    "There is no host kb.example (ENOTFOUND): check its spelling, and the network.",
  );
});

const envelope = Buffer.from('{"code":1000001}');
const cut = { ...wire, headers: json, bytes: Buffer.from('{"code":1') };

/** Faults of the right API, which the layers must find: the probe must not refuse them. */
const reached: [what: string, answer: () => Promise<Answer>][] = [
  ["an envelope under 404", async () => ({ ...wire, status: 404, bytes: envelope })],
  ["an envelope under 502", async () => ({ ...wire, status: 502, bytes: envelope })],
  ["a redirect to nowhere", async () => ({ ...wire, status: 302, bytes: envelope })],
  ["JSON that is called a page", async () => ({ ...wire, headers: html, bytes: envelope })],
  ["an answer that is cut off", () => Promise.reject(new NoAnswerError("aborted", { begun: cut }))],
  ["an empty answer", async () => wire],
];
it.each(reached)("leaves to the layers: %s", async (_what, answer) => {
  await expect(probe(answer)).resolves.toEqual(new Map());
});

it("leaves to the layers a server that hangs up on some operations alone", async () => {
  const gone = Buffer.from("gone");
  const mixed = async ({ url }: { url: URL }) => {
    if (url.pathname === "/a") throw new Error("socket hang up");
    return { ...wire, status: 404, bytes: gone };
  };
  await expect(probe(mixed)).resolves.toEqual(new Map());
});

it("names the operations whose answers have no end", async () => {
  const mixed = async ({ url }: { url: URL }) => {
    if (url.pathname === "/a") throw new NoAnswerError("nothing more within 9 ms", { begun: wire, endless: true });
    return { ...wire, bytes: envelope };
  };
  await expect(probe(mixed)).resolves.toEqual(new Map([["/a", "nothing more within 9 ms"]]));
});
