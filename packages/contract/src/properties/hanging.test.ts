import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { owner } from "../../testing/documented-server.js";
import { verifyContract } from "../verify-contract.js";

it("waits for three answers of an operation that hangs, and shows a request that was sent", async () => {
  const bodies: string[] = [];
  const hanging = createServer((request, response) => {
    if (!request.url?.endsWith("/task/info")) return void response.end("{}");
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => request.method === "POST" && bodies.push(Buffer.concat(chunks).toString()));
  }).listen(0, "127.0.0.1");
  await once(hanging, "listening");
  const report = await verifyContract(`http://127.0.0.1:${(hanging.address() as AddressInfo).port}`, {
    target: { kind: "server", credentials: owner },
    operations: ["getTaskInfo"],
    layers: ["properties"],
    timeoutMilliseconds: 100,
  });
  hanging.close();
  hanging.closeAllConnections();
  const [probe, ...asked] = bodies;
  expect(probe).toBe("{}");
  expect(asked).toHaveLength(3);
  const [first, ...others] = report.layers[0]?.result.failures ?? [];
  expect(first?.findings).toEqual([
    { at: "request", message: `POST /api/knowledge/task/info ${asked.at(-1)}` },
    { at: "answer", message: "did not come: nothing more within 100 ms" },
  ]);
  expect(others.at(-1)?.title).toMatch(/ is refused$/);
  expect(others).toContainEqual(
    expect.objectContaining({
      findings: [{ at: "answer", message: "was not waited for: the last three did not come" }],
    }),
  );
});
