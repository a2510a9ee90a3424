import { isDeepStrictEqual } from "node:util";
import { createKnowledgeBase, KnowledgeBaseError } from "@viking-kb/client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientCalls } from "../testing/client-calls.js";
import { caseOf, cases, pairs } from "../testing/documented-cases.js";
import { openPairs } from "../testing/open-contract.js";
import { schemaArbitrary } from "../testing/schema-arbitrary.js";
import { caseTitle, type DocumentedCase } from "./cases/documented-cases.js";
import { branchesOf, seenIn } from "./coverage/schema-branches.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { type BusinessCode, type ContractPair, readBusinessCodes } from "./strict-contract.js";

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
    fc.constantFrom(...codes.map((row) => row.code).filter((number) => number !== 0)),
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
