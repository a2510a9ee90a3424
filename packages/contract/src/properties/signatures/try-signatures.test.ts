import { owner, restricted, startModelServer, temporary } from "@viking-kb/model";
import { expect, it } from "vitest";
import type { VerifyingTarget } from "../../target/target.js";
import { verifyContract } from "../../verify-contract.js";

const run = { layers: ["properties"], operations: ["getTaskInfo"], requestsPerOperation: 1 } as const;

const good: { what: string; target: Partial<VerifyingTarget>; prefix?: string }[] = [
  { what: "with a temporary key", target: { credentials: temporary } },
  { what: "under a path of its own", target: {}, prefix: "/some%20where" },
  { what: "asked for another region", target: { region: "ap-southeast-1" } },
  { what: "asked for no region", target: { region: "" } },
  { what: "that is a cloud", target: { kind: "cloud" } },
];
it.each(good)("blames no good server $what", async ({ target, prefix = "" }) => {
  const server = await startModelServer({ prefix });
  const credentials = { credentials: owner, restrictedCredentials: restricted };
  const report = await verifyContract(server.url, { target: { kind: "server", ...credentials, ...target }, ...run });
  await server.close();
  expect(report.layers.map(({ result }) => result.failures)).toEqual([[]]);
});

it("says of a server that takes any signature one thing, and that it did not try the rest", async () => {
  const server = await startModelServer({ lets: () => true });
  const report = await verifyContract(server.url, { target: { kind: "server", credentials: owner }, ...run });
  await server.close();
  const [layer] = report.layers;
  const titles = layer?.result.failures.map(({ title }) => title).filter((title) => /sign|Authorization/.test(title));
  expect(titles).toEqual(["signed with a wrong secret is refused"]);
  expect(layer?.result.notTried).toContain("the other signatures in getTaskInfo, which takes any");
});

it("shares the signatures out among a cloud's operations, and in a short run", async () => {
  const server = await startModelServer();
  const counts: number[] = [];
  for (const [kind, requestsPerOperation] of [
    ["server", 100],
    ["server", 99],
    ["cloud", 100],
  ] as const) {
    const report = await verifyContract(server.url, {
      target: { kind, credentials: owner, restrictedCredentials: restricted },
      layers: ["properties"],
      requestsPerOperation,
    });
    counts.push(report.layers[0]?.result.checks ?? 0);
  }
  await server.close();
  const [all = 0, short = 0, cloud = 0] = counts;
  expect(all - short).toBeGreaterThan(300);
  expect(all - cloud).toBeGreaterThan(300);
});
