import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMock } from "@viking-kb/mock";
import { loadFixtures, openStorage, parseFixtures, startServer } from "@viking-kb/server";

/** A key as the programs take it. */
interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the clients are tried against. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly key: Key;
  close(): Promise<void>;
}

/** The local server, which verifies signatures and holds the contract's fixtures. */
export async function startServerTarget(): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-foreign-"));
  const storage = await openStorage(join(folder, "server.db"));
  const file = fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml"));
  const { keys } = await loadFixtures(storage, parseFixtures(await readFile(file, "utf8"), file));
  const reader = keys.find(({ role }) => role === "reader");
  if (!reader?.secretAccessKey) throw new Error("A new database gave the fixtures' reader no new key.");
  const { accessKeyId, secretAccessKey } = reader;
  const server = await startServer({ storage, port: 0 });
  return {
    name: "server",
    url: server.url,
    key: { accessKeyId, secretAccessKey },
    async close() {
      await server.close();
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The mock, which verifies nothing and answers the case that `Prefer` names. */
export async function startMockTarget(): Promise<Target> {
  const { url, close } = await startMock({ port: 0 });
  return { name: "mock", url, key: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" }, close };
}
