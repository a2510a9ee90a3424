import { describe, expect, test } from "vitest";
import { callerHeaders, headerRows, vectorBody, vectorCases, wireTarget } from "../../testing/vectors.js";
import { queryParameterNames } from "../generated/scheme.js";
import {
  type Credentials,
  type HeadersInput,
  type SignableRequest,
  type SignOptions,
  signRequest,
  verifyRequest,
} from "../index.js";

const now = () => new Date("2026-01-15T08:30:00.789Z");
const credentials: Credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };
const temporary: Credentials = { ...credentials, sessionToken: "STSexample==" };

/** Results of official signers that sign the same headers as we do, all accepted ones among them. */
const alike = headerRows.filter(({ input, result }) => {
  const names = callerHeaders(input, result.profile).map(([name]) => name.toLowerCase());
  const ours = [
    ...(names.includes("content-type") ? ["content-type"] : []),
    "host;x-content-sha256;x-date",
    ...(input.credentials.sessionToken ? ["x-security-token"] : []),
  ];
  return result.accepted_by_reference_rule && result.signed_headers === ours.join(";");
});

test("enough official results are signed like ours", () => {
  expect(alike).toHaveLength(189);
});

test.each(alike)("signs like $name", async ({ input, result }) => {
  const headers = callerHeaders(input, result.profile);
  const added = await signRequest(
    { method: input.method, url: input.url, headers, body: vectorBody(input) },
    { credentials: input.credentials, region: input.region, now: () => new Date(input.date) },
  );
  const { sessionToken } = input.credentials;
  expect(added).toEqual({
    "x-date": input.x_date,
    "x-content-sha256": result.x_content_sha256,
    authorization: result.authorization,
    ...(sessionToken ? { "x-security-token": sessionToken } : {}),
  });
});

/** The lines that fetch sends of a caller's headers: all but Host, which it sets itself. */
function withoutHost(headers: HeadersInput = {}): (readonly [string, string])[] {
  const lines = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return lines.filter(([name]) => name.toLowerCase() !== "host");
}

describe("what is signed verifies", () => {
  const base: SignableRequest = { method: "POST", url: "https://kb.example/api/knowledge/doc/info" };
  const rows: Record<
    string,
    { request: SignableRequest; target?: string; host?: string; options?: Partial<SignOptions> }
  > = {
    "no body": { request: base },
    "text as body": { request: { ...base, body: '{"name":"知识库"}' } },
    "bytes as body": { request: { ...base, body: new Uint8Array([0, 255, 128]) } },
    "bytes in shared memory": { request: { ...base, body: new Uint8Array(new SharedArrayBuffer(4)) } },
    "a part of a larger buffer": { request: { ...base, body: new Uint8Array([1, 2, 3, 4]).subarray(1, 3) } },
    "headers as an object": { request: { ...base, headers: { "Content-Type": "application/json" } } },
    "headers as pairs": { request: { ...base, headers: [["content-type", " text/plain "]] } },
    "headers of fetch": { request: { ...base, headers: new Headers({ "content-type": "a/b" }) } },
    "headers as a map": { request: { ...base, headers: new Map([["Content-Type", "a/b"]]) } },
    "an empty content type": { request: { ...base, headers: { "content-type": "" } } },
    "the host of the URL as a header": { request: { ...base, headers: { Host: "kb.example" } } },
    "headers that are not signed": {
      request: {
        ...base,
        headers: [
          ["accept", "a"],
          ["accept", "b"],
        ],
      },
    },
    "a temporary key": { request: base, options: { credentials: temporary } },
    "another region": { request: base, options: { region: "cn-north-1" } },
    "an empty region": { request: base, options: { region: "" } },
    "a URL object": { request: { ...base, url: new URL("/a?b=c#d", base.url) }, target: "/a?b=c" },
    "a default port": { request: { ...base, url: "https://kb.example:443/" }, target: "/" },
    "another port": {
      request: { ...base, url: "http://kb.example:8080/" },
      target: "/",
      host: "kb.example:8080",
    },
    "an IPv6 host": { request: { ...base, url: "http://[::1]:8080/" }, target: "/", host: "[::1]:8080" },
    "dot segments, which fetch resolves": {
      request: { ...base, url: "https://kb.example/a/%2e%2e/b/./c" },
      target: "/b/c",
    },
    "a path beyond ASCII": { request: { ...base, url: "https://kb.example/知" }, target: "/%E7%9F%A5" },
    "a query of all sorts": {
      request: { ...base, url: "https://kb.example/?b=1&a=x+y&b=0&&c&%7E=!'()*" },
      target: "/?b=1&a=x+y&b=0&&c&%7E=!%27()*",
    },
  };

  test.each(Object.entries(rows))("%s", async (_, { request, target, host = "kb.example", options }) => {
    const signing = { credentials, now, ...options };
    const added = await signRequest(request, signing);
    const body = request.body ?? "";
    const verification = await verifyRequest(
      {
        method: request.method,
        target: target ?? "/api/knowledge/doc/info",
        headers: [...withoutHost(request.headers), ["Host", host], ...Object.entries(added)],
        body: typeof body === "string" ? new TextEncoder().encode(body) : body,
      },
      { lookUpKey: () => signing.credentials, now },
    );
    expect(verification).toMatchObject({ ok: true, region: signing.region ?? "cn-beijing" });
  });

  test.each(vectorCases.filter(({ kind }) => kind === "header"))("the request of $id", async ({ input }) => {
    const added = await signRequest(
      { method: input.method, url: input.url, headers: input.headers, body: vectorBody(input) },
      { credentials: input.credentials, region: input.region, now },
    );
    const headers = [["Host", input.host], ...Object.entries({ ...input.headers, ...added })] as [string, string][];
    const verification = await verifyRequest(
      { method: input.method, target: wireTarget(input), headers, body: vectorBody(input) },
      { lookUpKey: () => input.credentials, now },
    );
    expect(verification).toMatchObject({ ok: true });
  });
});

test("the clock is the real one unless another is given", async () => {
  const before = Math.floor(Date.now() / 1000);
  const { "x-date": date = "" } = await signRequest({ method: "POST", url: "https://kb.example/" }, { credentials });
  const signedAt = Date.parse(date.replace(/(....)(..)(..T..)(..)(..Z)/, "$1-$2-$3:$4:$5")) / 1000;
  expect(signedAt).toBeGreaterThanOrEqual(before);
  expect(signedAt).toBeLessThanOrEqual(Date.now() / 1000);
});

describe("what cannot be signed is rejected with advice and without values", () => {
  const secret = "do-not-show-me";
  const rows: [name: string, message: RegExp, change: Partial<SignableRequest & SignOptions>][] = [
    ["an empty access key id", /access key id is empty/, { credentials: { ...credentials, accessKeyId: "" } }],
    ...[" ", ",", "/", "\n", "\t", "é", "x".repeat(250)].map((text): [string, RegExp, Partial<SignOptions>] => [
      `an access key id with ${JSON.stringify(text)}`,
      /access key id .*holds/,
      { credentials: { accessKeyId: `${secret}${text}x`, secretAccessKey: secret } },
    ]),
    ["an empty secret", /secret access key is empty/, { credentials: { ...credentials, secretAccessKey: "" } }],
    ["a secret and a line feed", /white space/, { credentials: { ...credentials, secretAccessKey: `${secret}\n` } }],
    [
      "a session token and a line feed",
      /session token/,
      { credentials: { ...credentials, sessionToken: `${secret}\n` } },
    ],
    ["a region with a slash", /region/, { region: `${secret}/` }],
    ["a service with a comma", /service/, { service: `${secret},` }],
    ["an empty service", /service/, { service: "" }],
    ["an empty method", /method/, { method: "" }],
    ["a method with a line feed", /method/, { method: `${secret}\nX` }],
    ["a relative URL", /absolute/, { url: `/${secret}` }],
    ["another protocol", /http/, { url: `ftp://${secret}/` }],
    ["a user name", /user name/, { url: `https://${secret}@kb.example/` }],
    ["a password", /password/, { url: `https://:${secret}@kb.example/` }],
    ["a broken escape in the path", /escape/, { url: `https://kb.example/${secret}%zz` }],
    ["a broken escape in the query", /escape/, { url: `https://kb.example/?${secret}%` }],
    ["credentials in the query", /set by signing/, { url: `https://kb.example/?X-Signature=${secret}` }],
    // A verifier refuses these beside an Authorization header.
    ...Object.values(queryParameterNames).map((name): [string, RegExp, Partial<SignableRequest>] => [
      `${name} in the query, in lower case`,
      /set by signing/,
      { url: `https://kb.example/?a=1&${name.toLowerCase()}=${secret}` },
    ]),
    ["a URL too long", /longer/, { url: `https://kb.example/${secret.repeat(2000)}` }],
    ["a line break in a header", /"content-type" holds/, { headers: { "Content-Type": `${secret}\r\nX: y` } }],
    ["a line break in an unsigned header", /"x-note" holds/, { headers: { "X-Note": `${secret}\ny` } }],
    [
      "two content types",
      /content-type is given twice/,
      {
        headers: [
          ["Content-Type", secret],
          ["content-type", secret],
        ],
      },
    ],
    ["a Host of its own", /Host/, { headers: { Host: secret } }],
    ...["X-Date", "X-Content-Sha256", "X-Security-Token", "Authorization"].map(
      (name): [string, RegExp, Partial<SignableRequest>] => [name, /set by signing/, { headers: { [name]: secret } }],
    ),
    ["a clock that has stopped", /clock/, { now: () => new Date(Number.NaN) }],
    ["a clock beyond the year 9999", /clock/, { now: () => new Date("+010000-01-01T00:00:00Z") }],
  ];

  test.each(rows)("%s", async (_, message, change) => {
    const all = { method: "POST", url: "https://kb.example/", credentials, now, ...change };
    const error: unknown = await signRequest(all, all).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain(secret);
  });
});
