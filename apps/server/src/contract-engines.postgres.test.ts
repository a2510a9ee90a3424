import { join } from "node:path";
import { judgeComparison, runComparison } from "@viking-kb/contract";
import { expect, onTestFinished, test } from "vitest";
import { startRecordingProxy } from "../testing/recording-proxy.js";
import { readContractFixtures } from "../testing/stored-fixtures.js";
import { openTemporaryStorage, temporaryDatabase, temporaryFolder } from "../testing/temporary-database.js";
import { loadFixtures } from "./fixtures/load-fixtures.js";
import { parseFixtures } from "./fixtures/parse-fixtures.js";
import { startServer } from "./http/start-server.js";

const seed = 20240828;
/** `npm test` compares a few, and `.ci/run` as many as this says. */
const { VIKING_KB_COMPARED_REQUESTS = "400" } = process.env;
const operationCount = 4;

/** A server over a database with the contract's fixtures, always the same ones, and what it answers. */
async function startSide(database: string) {
  const storage = await openTemporaryStorage(database);
  let made = 0;
  const makers = {
    now: () => new Date("2026-01-15T08:30:00Z"),
    randomBytes: (size: number) => Buffer.alloc(size, made++),
  };
  const { keys } = await loadFixtures(storage, parseFixtures(await readContractFixtures(), "fixtures.yaml"), makers);
  const server = await startServer({ storage, port: 0 });
  onTestFinished(() => server.close());
  const proxy = await startRecordingProxy(server.url);
  onTestFinished(() => proxy.close());
  const keyOf = (role: string) => {
    const { accessKeyId = "", secretAccessKey } = keys.find((key) => key.role === role) ?? {};
    return { accessKeyId, secretAccessKey: secretAccessKey ?? "" };
  };
  const target = { kind: "server", credentials: keyOf("reader"), restrictedCredentials: keyOf("restricted") } as const;
  return { side: { baseUrl: proxy.url, target }, answers: proxy.answers };
}

test(`Both engines answer ${VIKING_KB_COMPARED_REQUESTS} requests to the byte alike: seed ${seed}`, {
  timeout: 900_000,
}, async () => {
  const [sqlite, postgres] = [
    await startSide(join(await temporaryFolder(), "kb.db")),
    await startSide(await temporaryDatabase()),
  ];
  const requestsPerOperation = Math.ceil(Number(VIKING_KB_COMPARED_REQUESTS) / operationCount);
  const options = { seed, requestsPerOperation, timeoutMilliseconds: 60_000, wording: true };
  const comparison = await runComparison(sqlite.side, postgres.side, options);
  const { text, kept } = judgeComparison(comparison, { rows: [], wording: true });
  expect(kept, text).toBe(true);
  expect(comparison.compared.length).toBeGreaterThanOrEqual(Number(VIKING_KB_COMPARED_REQUESTS));
  expect(sqlite.answers.size).toBeGreaterThan(Number(VIKING_KB_COMPARED_REQUESTS) / 4);
  expect(Object.fromEntries(postgres.answers)).toEqual(Object.fromEntries(sqlite.answers));
});
