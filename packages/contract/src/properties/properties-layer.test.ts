import { expect, it } from "vitest";
import { misreading, runPlanted, signingAnew } from "../../testing/planted.js";

it("keeps to a server that keeps the contract, with any seed", async () => {
  const { result } = await runPlanted("properties", {});
  expect(result.failures).toEqual([]);
  expect(result.outcome).toBe("kept");
  expect(result.checks).toBeGreaterThan(4 * 200);
});

it("keeps to a server that signs its links anew in each answer", async () => {
  const { result } = await runPlanted("properties", signingAnew());
  expect(result.failures).toEqual([]);
});

it("shows the smallest request that fails, in one line", async () => {
  const fault = misreading((request) => (Number(request.limit) > 100 ? { ...request, limit: 100 } : request));
  const { result } = await runPlanted("properties", fault, { operations: ["listPoints"] });
  const [request] = result.failures.find(({ title }) => title === "limit above the most is refused")?.findings ?? [];
  expect(request).toEqual({
    at: "request",
    message: expect.stringMatching(/^POST \/api\/knowledge\/point\/list \{.*"limit":101\}$/),
  });
});
