import { readdirSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { runServer } from "./running-server.js";
import { temporaryFolder } from "./temporary-database.js";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["was stopped", async () => (await runServer()).stop()],
  ["could not start", () => expect(runServer({ port: 65_536 })).rejects.toThrow("Cannot listen")],
])("A server that %s leaves nothing behind", async (_what, run) => {
  const folder = await temporaryFolder();
  vi.stubEnv("TMPDIR", folder);
  await run();
  expect(readdirSync(folder)).toEqual([]);
});
