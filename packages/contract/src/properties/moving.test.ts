import { owner, startModelServer } from "@viking-kb/model";
import { expect, it } from "vitest";
import { dataOf, type Slip, slipping } from "../../testing/planted.js";
import { verifyContract } from "../verify-contract.js";

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
