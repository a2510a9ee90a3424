import { owner, startModelServer } from "@viking-kb/model";
import { expect, it } from "vitest";
import { never, startHangingServer, timeoutMilliseconds } from "../../testing/hanging-server.js";
import { dataOf, type Slip, slipping } from "../../testing/planted.js";
import { verifyContract } from "../verify-contract.js";

it("waits for one answer of an operation that hangs, and tells how much was not tried", async () => {
  const { url, bodies } = await startHangingServer("/task/info", never);
  const report = await verifyContract(url, {
    target: { kind: "server", credentials: owner },
    operations: ["getTaskInfo"],
    layers: ["properties"],
    timeoutMilliseconds,
  });
  const [probe, ...asked] = bodies;
  expect(probe).toBe("{}");
  expect(asked).toHaveLength(1);
  const reason = `nothing more within ${timeoutMilliseconds} ms`;
  const [first, ...others] = report.layers[0]?.result.failures ?? [];
  expect(first?.findings).toEqual([
    { at: "request", message: `POST /api/knowledge/task/info ${asked[0]}` },
    { at: "answer", message: `did not come: ${reason}` },
  ]);
  expect(others).toContainEqual({
    operationId: "getTaskInfo",
    title: expect.stringMatching(/^[1-9]\d+ requests could not be tried$/),
    findings: [{ at: "not tried", message: `since an earlier answer was given up: ${reason}` }],
  });
  expect(others.map(({ title }) => title).filter((title) => title.endsWith(" is refused"))).not.toContain(
    "with a bearer token is refused",
  );
});

const alike = "requests that mean the same get the same answer";

/** Whether an operation of a server with something planted in it is told to answer otherwise what means the same. */
async function isToldOf(kind: "server" | "cloud", operation: string, slip: Slip): Promise<boolean> {
  const server = await startModelServer(slipping(slip));
  const report = await verifyContract(server.url, {
    target: { kind, credentials: owner },
    operations: [operation],
    layers: ["properties"],
  });
  await server.close();
  return report.layers.some(({ result }) => result.failures.some(({ title }) => title === alike));
}

/** A task that goes on between two requests. */
function goingOn(): Slip {
  let calls = 0;
  return (_request, answer) => {
    const data = dataOf(answer);
    if (data.status !== "running") return undefined;
    calls += 1;
    data.percentage = calls % 100;
    return answer.body;
  };
}
const otherwise: Slip = ({ project }, answer) => {
  const data = dataOf(answer);
  if (project !== "default" || typeof data.description !== "string") return undefined;
  data.description = "as of the default project";
  return answer.body;
};

it("holds what goes on meanwhile against a server, whose tasks stand still, and not against a cloud", async () => {
  expect(await isToldOf("server", "getTaskInfo", goingOn())).toBe(true);
  expect(await isToldOf("cloud", "getTaskInfo", goingOn())).toBe(false);
});

it("holds against a cloud what it always answers otherwise", async () => {
  expect(await isToldOf("cloud", "getCollectionInfo", otherwise)).toBe(true);
});
