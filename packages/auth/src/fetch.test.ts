import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signRequest, verifyRequest } from "./index.js";

const credentials = {
  accessKeyId: "AKTPEXAMPLE",
  secretAccessKey: "example-secret",
  sessionToken: "STSexample==",
};

/** Answers every request with what the verifier says of it. */
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = "", url: target = "", rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""] as const] : [],
  );
  const received = { method, target, headers, body: Buffer.concat(chunks) };
  const verification = await verifyRequest(received, { lookUpKey: () => credentials });
  response.end(verification.ok ? "accepted" : verification.reason);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

test.each<[name: string, path: string, request: { method: string; body?: string | Uint8Array<ArrayBuffer> }]>([
  ["JSON", "/api/knowledge/doc/info", { method: "POST", body: '{"name":"知识库"}' }],
  ["bytes", "/api/knowledge/doc/info", { method: "POST", body: new Uint8Array([0, 255]) }],
  ["no body", "/", { method: "POST" }],
  ["a GET", "", { method: "GET" }],
  ["a path of all sorts", "/a//b/../%2e%2e/知/%2f!'()*|^[]~/100%25/c+d e", { method: "GET" }],
  ["a query of all sorts", "/?b=1&a=x+y%20z&b=0&&c&=&～=1&😀=2&d=!'()*|^[]~%26", { method: "GET" }],
])("what fetch sends of a signed request is accepted: %s", async (_, path, request) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  const added = await signRequest({ ...request, url, headers }, { credentials });
  const response = await fetch(url, { ...request, headers: { ...headers, ...added } });
  expect(await response.text()).toBe("accepted");
});
