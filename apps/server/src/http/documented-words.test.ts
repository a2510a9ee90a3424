import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Refusal } from "@viking-kb/endpoint";
import { businessCodes, type OperationId, operations } from "@viking-kb/spec";
import { afterAll, expect, test } from "vitest";
import { expectAnswer } from "../../testing/expect-answer.js";
import { runServer } from "../../testing/running-server.js";
import { call, type Envelope } from "../../testing/signed-request.js";

function readSpec(name: string) {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`@viking-kb/spec/${name}`)), "utf8"));
}

const server = await runServer();
afterAll(() => server.stop());

const {
  success: _success,
  "rate-limited": _rateLimited,
  ...refused
} = Object.fromEntries(businessCodes.map((row) => [row.kind, row]));
test.each(Object.values(refused))("$kind is answered as the table of codes says", ({ kind, code, status, message }) => {
  expect(new Refusal(kind, { reason: "%s" })).toMatchObject({ code, status, message });
});

interface Example {
  readonly operationId: OperationId;
  readonly name: string;
  readonly request: { readonly value: object };
  readonly response: { readonly value: Envelope };
}

const examples: Example[] = readSpec("examples.json");
const requestFaults = examples.filter(({ response }) =>
  /^invalid request:(?!task not exist)/.test(response.value.message),
);
test("There are documented faults of each operation", () => {
  expect(new Set(requestFaults.map(({ operationId }) => operationId))).toEqual(new Set(Object.keys(operations)));
});
test.each(requestFaults)("$operationId $name is refused in the documented words", async (example) => {
  const answer = await call(server, example.operationId, example.request.value);
  const { code, message } = example.response.value;
  expectAnswer(example.operationId, answer, { status: 400, code, message });
});
