import { type Credentials, refusalReasons, signRequest } from "@viking-kb/auth";
import { type OperationId, operations } from "@viking-kb/spec";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../src/storage/records.js";
import { expectAnswer, success } from "./expect-answer.js";
import { type RunningServer, runServer } from "./running-server.js";
import { keys } from "./sample-content.js";
import { call, toAnswer } from "./signed-request.js";

/** What is signed, and what is sent in its place. */
interface Signing {
  readonly key?: Credentials;
  /** Milliseconds from now. */
  readonly age?: number;
  readonly signedMethod?: string;
  readonly signedPath?: string;
  readonly signedBody?: string;
  readonly service?: string;
  /** Added to the target as it is sent. */
  readonly query?: string;
  /** Sent in place of the headers that were signed. */
  readonly change?: (headers: Record<string, string>) => Record<string, string>;
}

const { reader } = keys;
const minute = 60_000;

/** Requests that must be refused, with the reason for which they are, as the log says it. */
const rows: [what: string, reason: string, signing: Signing][] = [
  ["unsigned", "missing-authorization", { change: () => ({}) }],
  ["with a bearer key", "unsupported-algorithm", { change: () => ({ authorization: "Bearer abc" }) }],
  ["with a password", "unsupported-algorithm", { change: () => ({ authorization: "Basic YTpi" }) }],
  [
    "with the secret sent",
    "malformed-authorization",
    { change: () => ({ authorization: "HMAC-SHA256 reader-secret" }) },
  ],
  ["by an unknown key", "unknown-access-key", { key: { ...reader, accessKeyId: "AKLTNOBODY" } }],
  ["by a key named like SQL", "unknown-access-key", { key: { ...reader, accessKeyId: "'or'1'='1" } }],
  ["by a revoked key", "unknown-access-key", { key: keys.revoked }],
  ["with another key's secret", "signature-mismatch", { key: { ...keys.finance, accessKeyId: reader.accessKeyId } }],
  ["with a session token", "unexpected-security-token", { key: { ...reader, sessionToken: "STS" } }],
  ["16 minutes ago", "date-outside-window", { age: -16 * minute }],
  ["16 minutes ahead", "date-outside-window", { age: 16 * minute }],
  ["for another service", "wrong-service", { service: "other" }],
  ["for another method", "signature-mismatch", { signedMethod: "PUT" }],
  ["for another path", "signature-mismatch", { signedPath: "/api/knowledge/other" }],
  ["without the query that is sent", "signature-mismatch", { query: "?limit=1" }],
  ["for another body", "content-hash-mismatch", { signedBody: '{"name":"other"}' }],
  [
    "without the hash being sent",
    "missing-signed-header",
    { change: ({ "x-content-sha256": _hash, ...headers }) => headers },
  ],
  [
    "with a digit changed",
    "signature-mismatch",
    {
      change: ({ authorization = "", ...headers }) => {
        const last = authorization.endsWith("0") ? "1" : "0";
        return { ...headers, authorization: authorization.slice(0, -1) + last };
      },
    },
  ],
  [
    "for another content type",
    "signature-mismatch",
    { change: (headers) => ({ ...headers, "content-type": "application/json;charset=utf-8" }) },
  ],
];

/** Each refused request, as what fetch takes. */
const unverifiedRequests = rows.map(([what, reason, signing]) => ({
  what,
  reason,
  async build(url: string, body: string): Promise<[url: string, request: RequestInit]> {
    const { key = reader, age = 0, signedMethod = "POST", signedPath, signedBody = body, service } = signing;
    const headers = { "content-type": "application/json" };
    const signedUrl = signedPath === undefined ? url : new URL(signedPath, url);
    const signed = await signRequest(
      { method: signedMethod, url: signedUrl, headers, body: signedBody },
      { credentials: key, now: () => new Date(Date.now() + age), service },
    );
    const change = signing.change ?? ((same: Record<string, string>) => same);
    return [url + (signing.query ?? ""), { method: "POST", headers: change({ ...headers, ...signed }), body }];
  },
}));

/** Defines the tests of an operation's 401: a good request that is signed in no or in a wrong way. */
export function testUnverified(operationId: OperationId, good: Record<string, Json>): void {
  const requestId = `02${"ab".repeat(25)}c`;
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer({ newRequestId: () => requestId });
  });
  afterAll(() => server.stop());
  const bodies = { good: JSON.stringify(good), invalid: "{}", "no JSON": "{" };

  test("The request is good when it is signed", async () => {
    expectAnswer(operationId, await call(server, operationId, good), success);
  });

  test.each(unverifiedRequests)("Signed $what: the same 401 as for any other reason", async ({ reason, build }) => {
    for (const body of Object.values(bodies)) {
      server.log.length = 0;
      const answer = await toAnswer(await fetch(...(await build(server.url + operations[operationId].path, body))));
      expectAnswer(operationId, answer, { status: 401, code: 1000001, message: "unauthorized" });
      expect(answer.text).toBe(`{"code":1000001,"message":"unauthorized","request_id":"${requestId}"}`);
      const explanation = refusalReasons[reason as keyof typeof refusalReasons];
      expect(server.log).toMatchObject([{ status: 401, code: 1000001, reason, explanation, request_id: requestId }]);
      expect(server.log[0]).not.toHaveProperty("accessKeyId");
    }
  });
}
