import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKnowledgeBase } from "@viking-kb/client";
import { createAccessKey, openStorage, startServer } from "@viking-kb/server";
import { expect, onTestFinished, test } from "vitest";

test("A client gets through the quota of a server by waiting as long as Retry-After says, and signing anew", async () => {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-quota-"));
  const storage = await openStorage(join(folder, "server.db"));
  const credentials = await createAccessKey(storage, { name: "test", projects: ["default"] });
  const server = await startServer({ storage, port: 0, requestsPerSecond: 0.5 });
  onTestFinished(async () => {
    await server.close();
    await storage.close();
    await rm(folder, { recursive: true });
  });
  const statuses: (number | undefined)[] = [];
  const delays: (number | undefined)[] = [];
  const kb = createKnowledgeBase({
    credentials,
    endpoint: server.url,
    hooks: {
      afterAttempt: ({ status }) => void statuses.push(status),
      beforeRetry: ({ delayMs }) => void delays.push(delayMs),
    },
  });
  const ask = () => kb.collections.info({ name: "none" }).catch(({ kind }) => kind);
  expect(await Promise.all([ask(), ask()])).toEqual(["collection-not-exist", "collection-not-exist"]);
  expect(statuses).toEqual([400, 429, 400]);
  // The quota gives one request in two seconds, and a wait is told in whole ones.
  expect(delays).toEqual([expect.toSatisfy((delay) => delay === 1000 || delay === 2000)]);
});
