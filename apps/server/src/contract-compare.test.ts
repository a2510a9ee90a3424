import { judgeComparison, runComparison, type Side } from "@viking-kb/contract";
import { type Mock, startMock } from "@viking-kb/mock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readServerExplanations } from "../testing/explained-differences.js";
import { startFixtureServer } from "../testing/fixture-server.js";

const seed = 20240828;
const requestsPerOperation = 200;

let server: Awaited<ReturnType<typeof startFixtureServer>>;
let mock: Mock;
let sides: Record<"server" | "mock", Side>;
beforeAll(async () => {
  server = await startFixtureServer();
  mock = await startMock({ port: 0 });
  const target = {
    kind: "server",
    credentials: server.keyOf("reader"),
    restrictedCredentials: server.keyOf("restricted"),
  } as const;
  sides = { server: { baseUrl: server.url, target }, mock: { baseUrl: mock.url, target: { kind: "mock" } } };
});
afterAll(async () => {
  await mock.close();
  await server.close();
});

it(`answers as the mock does, refusals word for word, but where that is explained: seed ${seed}`, async () => {
  const options = { seed, requestsPerOperation, timeoutMilliseconds: 30_000, wording: true };
  const comparison = await runComparison(sides.mock, sides.server, options);
  const file = "apps/server/contract-differences.yaml";
  const { text } = judgeComparison(comparison, { rows: await readServerExplanations(), file, wording: true });
  expect(text).toMatch(/\n[1-9]\d* differences, none unexplained\n$/);
  const madeUp = comparison.compared.filter(({ name }) => name === "generated");
  expect(madeUp.length).toBeGreaterThan(100);
});
