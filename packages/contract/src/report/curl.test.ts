import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { verifyRequest } from "@viking-kb/auth";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type Listening, listen } from "../../testing/loopback.js";
import type { Sent } from "../target/answer.js";
import type { Target } from "../target/target.js";
import { createExchangeView } from "./shown-exchange.js";

const run = promisify(execFile);
const isCurlHere = await run("curl", ["--version"]).then(
  () => true,
  () => false,
);
const own = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary/secret+$x'\"z" };
const restricted = { accessKeyId: "AKLTOTHER", secretAccessKey: "canary-other" };
const server: Target = { kind: "server", credentials: own, restrictedCredentials: restricted, region: "cn-north-1" };
const mock: Target = { kind: "mock" };

interface Arrived {
  readonly method: string;
  readonly target: string;
  readonly headers: [string, string][];
  readonly body: Buffer;
}
let arrived: Arrived[] = [];
let folder: string;
let url: URL;
let listening: Listening;
const listener = createServer(async (request, response) => {
  const { method = "", url: target = "", headersDistinct } = request;
  const headers = Object.entries(headersDistinct).map(([name, values = []]): [string, string] => [name, values.join()]);
  arrived.push({ method, target, headers, body: await buffer(request) });
  response.end("answered");
});

beforeAll(async () => {
  listening = await listen(listener);
  url = new URL(`${listening.url}/a b'(1)[2]`);
  folder = await mkdtemp(join(tmpdir(), "viking-kb-curl-"));
  const bin = join(import.meta.dirname, "../../bin/viking-kb-contract.js");
  await writeFile(join(folder, "viking-kb-contract"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
  await chmod(join(folder, "viking-kb-contract"), 0o755);
});
afterAll(async () => {
  await listening.close();
  await rm(folder, { recursive: true });
});

const json = { "content-type": "application/json" };
const sent = (differences: Partial<Sent>): Sent => ({
  ...{ method: "POST", path: "/api/knowledge/doc/info", headers: json, body: "{}", key: "own" },
  ...differences,
});

/** Pastes the line into a shell; resolves to what came of it at the server. */
async function paste(shown: Sent, target: Target, shell: string): Promise<Arrived> {
  arrived = [];
  const { curl } = createExchangeView({ url, target })(shown);
  expect(curl).not.toMatch(/canary|[^\P{C}]|[\u2028\u2029]/u);
  const environment = {
    PATH: `${folder}:${process.env.PATH}`,
    NODE_OPTIONS: process.env.NODE_OPTIONS,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    VIKING_KB_ACCESS_KEY_ID: own.accessKeyId,
    VIKING_KB_SECRET_ACCESS_KEY: own.secretAccessKey,
    VIKING_KB_RESTRICTED_ACCESS_KEY_ID: restricted.accessKeyId,
    VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY: restricted.secretAccessKey,
  };
  const { stdout, stderr } = await run(shell, ["-c", curl], { env: environment, cwd: folder });
  expect(stderr).not.toContain("error: ");
  expect(stdout).toContain(shown.method === "HEAD" ? "HTTP/1.1 200" : "answered");
  expect(arrived).toHaveLength(1);
  return arrived[0] as Arrived;
}

const hostile = 'it\'s "é" \\ $HOME $(id) `id` !! %s\n\t\u001b[31m\u202e\u007f\u{e0001}';
const bodies: { what: string; body: Sent["body"]; says?: unknown }[] = [
  { what: "a hostile name", body: JSON.stringify({ name: hostile }), says: { name: hostile } },
  { what: "white space between the words of JSON", body: '{\n\t"a" :\r\n1 }' },
  { what: "no JSON", body: "'$(id)\n%s\u0000\u001b\\" },
  { what: "a byte that is no UTF-8", body: Buffer.from([0x7b, 0xff, 0x25, 0x5c, 0x00, 0x7d]) },
  { what: "nothing", body: "" },
  { what: "a leading @ and a dash", body: "@/etc/hostname -x" },
];

describe.skipIf(!isCurlHere)("a line that is pasted sends", () => {
  it.each(bodies.flatMap((row, index) => (index === 0 ? ["sh", "bash"] : ["sh"]).map((shell) => ({ ...row, shell }))))(
    "$what, from $shell",
    async ({ body, says, shell }) => {
      const came = await paste(sent({ body }), server, shell);
      if (says === undefined) expect(came.body.equals(Buffer.from(body))).toBe(true);
      else expect(JSON.parse(came.body.toString())).toEqual(says);
      expect(await verifyRequest(came, { lookUpKey: () => own })).toMatchObject({ ok: true, region: "cn-north-1" });
    },
    60_000,
  );

  const keys = [
    { key: "restricted", secret: restricted, ok: true },
    { key: "wrong", secret: own, ok: false },
  ] as const;
  it.each(keys)("what is signed with another key: $key", async ({ key, secret, ok }) => {
    const came = await paste(sent({ key }), server, "sh");
    expect(await verifyRequest(came, { lookUpKey: () => secret })).toMatchObject({ ok });
  });

  const others: Partial<Sent>[] = [
    { method: "GET", body: "", headers: {} },
    { method: "HEAD", body: "", headers: {} },
    { headers: { "content-type": "text/plain; charset='x'" } },
    { headers: {} },
  ];
  it.each(others)("another method or content type: %o", async (differences) => {
    const came = await paste(sent(differences), server, "sh");
    expect(came.method).toBe(differences.method ?? "POST");
    expect(Object.fromEntries(came.headers)["content-type"]).toBe((differences.headers ?? json)["content-type"]);
    expect(await verifyRequest(came, { lookUpKey: () => own })).toMatchObject({ ok: true });
  });

  it("what a mock is asked for, by the header that says so", async () => {
    const prefer = "code=400, example=it's";
    const came = await paste(sent({ headers: { ...json, prefer } }), mock, "sh");
    expect(Object.fromEntries(came.headers)).toMatchObject({ prefer, authorization: "any" });
  });
});

test("a signature that is itself tried, or a body too long to paste, is a variable or a file", () => {
  const show = createExchangeView({ url, target: server });
  const authorization = "HMAC-SHA256 Credential=x, SignedHeaders=y, Signature=canary";
  const special = show({ ...sent({ headers: { ...json, authorization } }), key: undefined });
  expect(special.curl).toContain('-H "authorization: $AUTHORIZATION"');
  expect(JSON.stringify(special)).not.toContain("canary");
  const { curl, body } = show(sent({ body: "x".repeat(100_000) }));
  expect(curl).toContain("write its 100000 bytes into the file body");
  expect(curl.length).toBeLessThan(1000);
  expect(body).toHaveLength(8_000);
});

const spellings: { what: string; write: (link: string) => string }[] = [
  { what: "JSON.stringify", write: (link) => JSON.stringify(link) },
  { what: "PHP's json_encode", write: (link) => JSON.stringify(link).replaceAll("/", "\\/") },
  { what: "Go's encoding/json", write: (link) => JSON.stringify(link).replaceAll("&", "\\u0026") },
  { what: "JSON in JSON", write: (link) => JSON.stringify(JSON.stringify({ link })) },
];
it.each(spellings)("shows no query of a link and no secret in an answer as $what writes it", ({ write }) => {
  const show = createExchangeView({ url, target: server });
  const link = "https://host/a/b.zip?X-Tos-Signature=canary1&token=canary2";
  const body = `{"url":${write(link)},"echo":${write(own.secretAccessKey)},"after":"kept"}`;
  const shown = show({ ...sent({}), answer: { status: 200, headers: {}, bytes: Buffer.from(body) } });
  expect(shown.answer?.body).not.toContain("canary");
  expect(shown.answer?.body).toContain('"after":"kept"}');
});
