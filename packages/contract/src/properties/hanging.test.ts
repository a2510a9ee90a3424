import { owner } from "@viking-kb/model";
import { expect, it } from "vitest";
import { never, startHangingServer, timeoutMilliseconds } from "../../testing/hanging-server.js";
import { verifyContract } from "../verify-contract.js";

it("waits for three answers of an operation that hangs, and shows a request that was sent", async () => {
  const { url, bodies } = await startHangingServer("/task/info", never);
  const report = await verifyContract(url, {
    target: { kind: "server", credentials: owner },
    operations: ["getTaskInfo"],
    layers: ["properties"],
    timeoutMilliseconds,
  });
  const [probe, ...asked] = bodies;
  expect(probe).toBe("{}");
  expect(asked).toHaveLength(3);
  const [first, ...others] = report.layers[0]?.result.failures ?? [];
  expect(first?.findings).toEqual([
    { at: "request", message: `POST /api/knowledge/task/info ${asked.at(-1)}` },
    { at: "answer", message: `did not come: nothing more within ${timeoutMilliseconds} ms` },
  ]);
  expect(others.at(-1)?.title).toMatch(/ is refused$/);
  expect(others).toContainEqual(
    expect.objectContaining({
      findings: [{ at: "answer", message: "was not waited for: the last three did not come" }],
    }),
  );
});
