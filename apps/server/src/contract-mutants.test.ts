import { fileURLToPath } from "node:url";
import {
  findUnexplainedMutants,
  type Measurement,
  measureMutants,
  readExplainedMutants,
  survivorsOf,
} from "@viking-kb/contract";
import { beforeAll, expect, it } from "vitest";
import { startFixtureServer } from "../testing/fixture-server.js";

const explanations = fileURLToPath(new URL("../contract-mutants.yaml", import.meta.url));
let measured: Measurement;
// The same mutants each time; the whole matrix is docs/contract-verification.md's.
beforeAll(async () => {
  const { url, keyOf, close } = await startFixtureServer();
  measured = await measureMutants(url, {
    target: { kind: "server", credentials: keyOf("reader"), restrictedCredentials: keyOf("restricted") },
    sample: 40,
    requestsPerOperation: 5,
    atATime: 4,
    seed: 1,
  });
  await close();
}, 120_000);

it("a fault put before this server is caught: those that are not are explained", async () => {
  const { mutants } = measured;
  expect(mutants).toHaveLength(40);
  expect(findUnexplainedMutants(measured, await readExplainedMutants(explanations))).toEqual([]);
  const reached = mutants.filter((mutant) => mutant.reached);
  expect(reached.length).toBeGreaterThan(30);
  expect(survivorsOf(mutants).length / reached.length).toBeLessThanOrEqual(0.05);
});

it("what keeps the contract in another way is taken for no fault", () => {
  const { harmless } = measured;
  expect(harmless.length).toBeGreaterThanOrEqual(20);
  expect(harmless.flatMap(({ id, caught }) => Object.entries(caught).map((said) => [id, ...said]))).toEqual([]);
  expect(harmless.filter(({ reached }) => !reached)).toEqual([]);
});
