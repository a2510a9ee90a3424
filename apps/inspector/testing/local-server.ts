import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Fixtures, loadFixtures, openStorage, parseFixtures, type Storage, startServer } from "@viking-kb/server";
import { type Inspector, startInspector } from "../src/relay/index.js";

/** A local server of a file of tests, and an inspector over it. */
export interface Inspected {
  readonly inspector: Inspector;
  /** What the server serves: a test may change it under the page's eyes. */
  readonly storage: Storage;
  /** The operations that the server was asked for so far, by their paths. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Starts the local server on a database of its own, and an inspector that reads it with the built page. */
export async function startInspected(fixtures: Fixtures): Promise<Inspected> {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-inspected-"));
  const storage = await openStorage(join(folder, "server.db"));
  const { keys } = await loadFixtures(storage, fixtures);
  const server = await startServer({ storage, port: 0 });
  const asked: string[] = [];
  const [key] = keys;
  const credentials = { accessKeyId: key?.accessKeyId ?? "", secretAccessKey: key?.secretAccessKey ?? "" };
  const inspector = await startInspector({
    connection: {
      credentials,
      endpoint: server.url,
      fetch: (input, init) => {
        asked.push(new URL(String(input)).pathname);
        return fetch(input, init);
      },
    },
    pageFolder: new URL("../dist/page/", import.meta.url),
  });
  const close = async () => {
    await inspector.close();
    await server.close();
    await storage.close();
    rmSync(folder, { recursive: true });
  };
  return { inspector, storage, asked, close };
}

/** What the documented cases need: collections, documents in each state, tasks. */
export async function documentedFixtures(): Promise<Fixtures> {
  const file = fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml"));
  return parseFixtures(await readFile(file, "utf8"), "fixtures.yaml");
}
