import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { verifyRequest } from "@viking-kb/auth";
import { createKnowledgeBase, KnowledgeBaseError, type SigningOptions } from "@viking-kb/client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientCalls } from "../testing/client-calls.js";
import { caseOf, cases, pairs } from "../testing/documented-cases.js";
import { openPairs, openRequestSchema } from "../testing/open-contract.js";
import { schemaArbitrary } from "../testing/schema-arbitrary.js";
import { caseTitle, type DocumentedCase } from "./cases/documented-cases.js";
import { branchesOf, seenIn } from "./coverage/schema-branches.js";
import { isObject, type Json, type JsonObject, member } from "./json.js";
import { compileBodySchema } from "./strict/check-answer.js";
import { type BusinessCode, businessCodes, type ContractPair, readOperations } from "./strict-contract.js";

const seed = 20240828;
const answersPerOperation = 1_000;

/** What becomes of an answer in the client: its data, or what its error says. */
async function decode(operationId: string, status: number, body: string): Promise<unknown> {
  const client = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "secret" },
    now: () => new Date("2024-08-28T12:38:40Z"),
    sleep: async () => {},
    fetch: async () => new Response(body, { status, headers: { "content-type": "application/json" } }),
  });
  const { request } = caseOf(`${operationId} 200 documented`);
  try {
    return { data: await clientCalls[operationId]?.(client, request) };
  } catch (error) {
    if (!(error instanceof KnowledgeBaseError)) throw error;
    const { kind, code, status, requestId, hint } = error;
    return { kind, code, status, requestId, hasHint: typeof hint === "string" && hint !== "" };
  }
}

/** What should become of it, by the contract and its table of codes. */
function expected(status: number, body: JsonObject): unknown {
  const { code, message, request_id: requestId, data } = body;
  const fails = (kind: string) => ({ kind, code: code === 0 ? undefined : code, status, requestId, hasHint: true });
  if (code === 0) return isObject(data) && status === 200 ? { data } : fails("invalid-response");
  const says = ({ messagePattern = "" }: BusinessCode) => new RegExp(messagePattern).test(String(message));
  return fails(businessCodes.find((row) => row.code === code && says(row))?.kind ?? "unknown");
}

interface SentAnswer {
  readonly status: number;
  readonly body: string;
}

/** Answers that the client makes something else of than it should. */
async function wrongOf(operationId: string, answers: readonly SentAnswer[]): Promise<unknown[]> {
  const compared = await Promise.all(
    answers.map(async ({ status, body }) => {
      const actual = await decode(operationId, status, body);
      const wanted = expected(status, JSON.parse(body));
      return isDeepStrictEqual(actual, wanted) ? [] : [{ status, body, actual, wanted }];
    }),
  );
  return compared.flat();
}

const documentedAnswer = ({ status, response }: DocumentedCase): SentAnswer => ({
  status,
  body: JSON.stringify(response),
});

describe("every documented answer", () => {
  it.each(cases.map((one) => [caseTitle(one), one] as const))("%s decodes", async (_title, one) => {
    expect(await wrongOf(one.operationId, [documentedAnswer(one)])).toEqual([]);
  });
});

const successes = openPairs.filter(({ status }) => status === 200);
const refusals = openPairs.filter(({ status }) => status !== 200);

/** Bodies as the published schema has them, in the texts that are sent. */
function bodies({ schema }: ContractPair, code: fc.Arbitrary<number>): fc.Arbitrary<string> {
  return fc
    .tuple(schemaArbitrary(schema, { unknowns: true }) as fc.Arbitrary<JsonObject>, code)
    .map(([body, number]) => JSON.stringify({ ...body, code: number } satisfies Record<string, Json>));
}

const sample = <Value>(values: fc.Arbitrary<Value>) => fc.sample(values, { seed, numRuns: answersPerOperation });

function generatedSuccesses(pair: ContractPair): SentAnswer[] {
  return sample(bodies(pair, fc.constant(0))).map((body) => ({ status: 200, body }));
}

function generatedRefusals(operationId: string): SentAnswer[] {
  const code = fc.oneof(
    fc.constantFrom(...businessCodes.map((row) => row.code).filter((number) => number !== 0)),
    fc.integer().filter((number) => number !== 0),
  );
  const own = refusals.filter((pair) => pair.operationId === operationId);
  const record = (pair: ContractPair) =>
    fc.record({ status: fc.constantFrom(200, pair.status), body: bodies(pair, code) });
  return sample(fc.oneof(...own.map(record)));
}

const generated = new Map(
  successes.map((pair) => [
    pair.operationId,
    { successes: generatedSuccesses(pair), refusals: generatedRefusals(pair.operationId) },
  ]),
);

describe.each([...generated])(
  `${answersPerOperation} generated answers of each operation, seed ${seed}: %s`,
  (operationId, answers) => {
    it("data comes through unchanged", async () => {
      expect((await wrongOf(operationId, answers.successes)).slice(0, 3)).toEqual([]);
    });

    it("errors are typed, whatever their status", async () => {
      expect((await wrongOf(operationId, answers.refusals)).slice(0, 3)).toEqual([]);
    });
  },
);

it.each(pairs)("every branch of the answers' schemas is given to the client: $operationId $status", (pair) => {
  const { operationId, schema } = pair;
  const own = generated.get(operationId);
  const documented = cases.filter((one) => one.operationId === operationId).map(documentedAnswer);
  const given = [...documented, ...(own?.successes ?? []), ...(own?.refusals ?? [])].filter(
    ({ status }) => status === pair.status,
  );
  const seen = new Set(given.flatMap(({ body }) => [...seenIn(JSON.parse(body), schema)]));
  const branches = branchesOf(schema);
  expect(branches.length).toBeGreaterThan(0);
  expect(branches.filter((branch) => !seen.has(branch))).toEqual([]);
});

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

const operations = readOperations().map(({ operationId, path, requestSchema }) => ({
  ...{ operationId, path },
  check: compileBodySchema(requestSchema),
}));

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
