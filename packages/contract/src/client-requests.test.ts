import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { verifyRequest } from "@viking-kb/auth";
import { createKnowledgeBase, type SigningOptions } from "@viking-kb/client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientCalls } from "../testing/client-calls.js";
import { caseOf } from "../testing/documented-cases.js";
import { openRequestSchema } from "../testing/open-contract.js";
import { schemaArbitrary } from "../testing/schema-arbitrary.js";
import { type JsonObject, member } from "./json.js";
import { compileBodySchema } from "./strict/check-answer.js";
import { readStrictContract } from "./strict-contract.js";

const seed = 20240828;
const requestsPerOperation = 1_000;
const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "secret", sessionToken: "token" };
const now = () => new Date("2024-08-28T12:38:40Z");

/** What the client hands to `fetch`, with the Host that every `fetch` adds. */
async function record(options: Partial<SigningOptions>, operationId: string, input: JsonObject) {
  const requests: { method: string; url: URL; headers: Headers; body: string }[] = [];
  const client = createKnowledgeBase({
    credentials,
    now,
    ...options,
    fetch: async (url, { method = "", headers, body } = {}) => {
      requests.push({ method, url: new URL(String(url)), headers: new Headers(headers), body: String(body) });
      return Response.json(caseOf(`${operationId} 200 documented`).response);
    },
  });
  await clientCalls[operationId]?.(client, input);
  const [request] = requests;
  if (request === undefined || requests.length > 1) throw new Error(`The call made ${requests.length} requests.`);
  if (!request.headers.has("host")) request.headers.set("host", request.url.host);
  return request;
}

const strict = readStrictContract();
const operations = Object.entries(member(strict, "paths")).map(([path, item]) => {
  const operation = member(item, "post");
  const { schema } = member(member(member(operation, "requestBody"), "content"), "application/json");
  return { operationId: String(operation.operationId), path, check: compileBodySchema(schema as JsonObject) };
});

it("is tried for every operation of the contract", () => {
  expect(Object.keys(clientCalls).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
});

describe.each(operations)("what the client sends for $operationId", ({ operationId, path, check }) => {
  const inputs = schemaArbitrary(openRequestSchema(operationId), { unknowns: false }) as fc.Arbitrary<JsonObject>;

  it(`is valid, signed, and what it was given: ${requestsPerOperation} inputs, seed ${seed}`, async () => {
    const property = fc.asyncProperty(inputs, async (input) => {
      const { method, url, headers, body } = await record({}, operationId, input);
      expect([method, url.pathname + url.search, headers.get("content-type")]).toEqual([
        "POST",
        path,
        "application/json",
      ]);
      expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(input)));
      expect(check(JSON.parse(body))).toEqual([]);
      const verified = await verifyRequest(
        { method, target: url.pathname + url.search, headers, body: new TextEncoder().encode(body) },
        { lookUpKey: () => credentials, now },
      );
      expect(verified).toMatchObject({
        ok: true,
        signedHeaders: ["content-type", "host", "x-content-sha256", "x-date", "x-security-token"],
      });
    });
    await fc.assert(property, { seed, numRuns: requestsPerOperation });
  });

  it("comes with every field of the contract, given and left out", () => {
    const given = fc.sample(inputs, { seed, numRuns: requestsPerOperation });
    const fields = Object.keys(member(openRequestSchema(operationId), "properties"));
    const required = openRequestSchema(operationId).required ?? [];
    expect(fields.filter((field) => !given.some((input) => Object.hasOwn(input, field)))).toEqual([]);
    expect(fields.filter((field) => given.every((input) => Object.hasOwn(input, field)))).toEqual(required);
  });

  const project = "of-the-client";
  it("names the client's project where the input names none", async () => {
    const hasProject = "project" in member(openRequestSchema(operationId), "properties");
    const property = fc.asyncProperty(inputs, async (input) => {
      const { body } = await record({ project }, operationId, input);
      const expected = hasProject ? { project, ...input } : input;
      expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(expected)));
      expect(check(JSON.parse(body))).toEqual([]);
    });
    await fc.assert(property, { seed, numRuns: 100 });
  });
});

describe("the client's address", () => {
  it("is a server that the contract names", async () => {
    const { servers } = JSON.parse(
      readFileSync(createRequire(import.meta.url).resolve("@viking-kb/spec/openapi.json"), "utf8"),
    );
    const { url } = await record({}, "getTaskInfo", { task_id: "any" });
    expect(url.origin).toBe(servers[0].url);
  });
});
