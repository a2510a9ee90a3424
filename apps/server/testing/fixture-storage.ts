import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStorage } from "../src/storage/open-storage.js";
import type { Storage } from "../src/storage/storage.js";

/** The fixtures that every contract target must hold. */
export function readContractFixtures(): Promise<string> {
  return readFile(fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml")), "utf8");
}

/** An empty database in a temporary folder; `remove` deletes both. */
export async function makeStorage(): Promise<{ storage: Storage; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-fixtures-"));
  const storage = await openStorage(join(folder, "server.db"));
  return {
    storage,
    async remove() {
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}
