import { isDeepStrictEqual } from "node:util";
import { createKnowledgeBase, KnowledgeBaseError } from "@viking-kb/client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientCalls } from "../testing/client-calls.js";
import { caseOf, cases, pairs } from "../testing/documented-cases.js";
import { openPairs } from "../testing/open-contract.js";
import { schemaArbitrary } from "../testing/schema-arbitrary.js";
import { branchesOf, seenIn } from "./coverage/schema-branches.js";
import { caseTitle } from "./documented-case.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { type BusinessCode, type ContractPair, readBusinessCodes } from "./strict-contract.js";

const seed = 20240828;
const answersPerOperation = 1_000;

/** What becomes of an answer in the client: its data, or what its error says. */
async function decode(operationId: string, status: number, body: string): Promise<unknown> {
  const client = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "secret" },
    now: () => new Date("2024-08-28T12:38:40Z"),
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

type Row = BusinessCode & { readonly kind: string };
const codes = readBusinessCodes() as readonly Row[];

/** What should become of it, by the contract and its table of codes. */
function expected(status: number, body: JsonObject): unknown {
  const { code, message, request_id: requestId, data } = body;
  const fails = (kind: string) => ({ kind, code: code === 0 ? undefined : code, status, requestId, hasHint: true });
  if (code === 0) return isObject(data) && status === 200 ? { data } : fails("invalid-response");
  const says = ({ messagePattern = "" }: Row) => new RegExp(messagePattern).test(String(message));
  return fails(codes.find((row) => row.code === code && says(row))?.kind ?? "unknown");
}

/** By operation and status, the branches of the contract's answers that the client has been given. */
const fed = new Map<ContractPair, Set<string>>(pairs.map((pair) => [pair, new Set()]));

async function wrongOf(operationId: string, answers: readonly { status: number; body: string }[]): Promise<unknown[]> {
  for (const { status, body } of answers) {
    const pair = pairs.find((one) => one.operationId === operationId && one.status === status);
    for (const branch of pair ? seenIn(JSON.parse(body), pair.schema) : []) fed.get(pair as ContractPair)?.add(branch);
  }
  const compared = await Promise.all(
    answers.map(async ({ status, body }) => {
      const actual = await decode(operationId, status, body);
      const wanted = expected(status, JSON.parse(body));
      return isDeepStrictEqual(actual, wanted) ? [] : [{ status, body, actual, wanted }];
    }),
  );
  return compared.flat();
}

describe("every documented answer", () => {
  it.each(cases.map((one) => [caseTitle(one), one] as const))("%s decodes", async (_title, one) => {
    const body = JSON.stringify(one.response);
    expect(await wrongOf(one.operationId, [{ status: one.status, body }])).toEqual([]);
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

describe(`${answersPerOperation} generated answers of each operation, seed ${seed}`, () => {
  const sample = <Value>(values: fc.Arbitrary<Value>) => fc.sample(values, { seed, numRuns: answersPerOperation });

  it.each(successes)("$operationId: data comes through unchanged", async (pair) => {
    const answers = sample(bodies(pair, fc.constant(0))).map((body) => ({ status: 200, body }));
    expect((await wrongOf(pair.operationId, answers)).slice(0, 3)).toEqual([]);
  });

  const operationIds = successes.map(({ operationId }) => operationId);
  it.each(operationIds)("%s: errors are typed, whatever their status", async (operationId) => {
    const code = fc.oneof(
      fc.constantFrom(...codes.map((row) => row.code).filter((number) => number !== 0)),
      fc.integer().filter((number) => number !== 0),
    );
    const own = refusals.filter((pair) => pair.operationId === operationId);
    const answers = fc.oneof(
      ...own.map((pair) => fc.record({ status: fc.constantFrom(200, pair.status), body: bodies(pair, code) })),
    );
    expect((await wrongOf(operationId, sample(answers))).slice(0, 3)).toEqual([]);
  });
});

describe("the branches of the answers' schemas", () => {
  it.each(pairs)("are all given to the client: $operationId $status", (pair) => {
    const branches = branchesOf(pair.schema);
    expect(branches.length).toBeGreaterThan(0);
    expect(branches.filter((branch) => !fed.get(pair)?.has(branch))).toEqual([]);
  });
});
