import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMock } from "@viking-kb/mock";
import { importFolder, openStorage, requestExport } from "@viking-kb/server";
import { startDemoServer } from "../src/demo-server.js";
import { root } from "./read-snippets.js";

/** What stands in for the addresses, keys and files of the documents. */
export interface StandIns {
  /** The folder in which snippets are run. */
  readonly folder: string;
  /** The key, the server's address and its database, for the environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Puts the addresses and ids of these in the place of those in the documents. */
  replaceNames(text: string): string;
  close(): Promise<void>;
}

/**
 * Starts a mock and a server, which holds the contract's fixtures, a collection `faq`, and an export of `handbook`. In
 * the folder there are documents to import, and the repository's own under their usual path.
 */
export async function startStandIns(
  folder: string,
  imported: Readonly<Record<string, string>> = {},
): Promise<StandIns> {
  mkdirSync(join(folder, "documents"));
  writeFileSync(join(folder, "documents", "handbook.md"), "# Leave: 25 days a year.\n");
  symlinkSync(join(root, "apps"), join(folder, "apps"));
  const controller = new AbortController();
  const [mock, server] = await Promise.all([
    startMock({ port: 0 }),
    startDemoServer({
      port: 0,
      dataFolder: join(folder, ".viking-kb"),
      documentsFolder: join(folder, "documents"),
      now: () => new Date(),
      signal: controller.signal,
    }),
  ]);
  const databasePath = join(folder, ".viking-kb", "demo.db");
  for (const [collectionName, documents] of Object.entries(imported)) {
    await importFolder({ databasePath, folder: join(folder, documents), collectionName });
  }
  const storage = await openStorage(databasePath);
  const taskId = await requestExport(storage, { collectionName: "handbook" });
  await storage.close();
  const replacements = [
    ["http://127.0.0.1:4010", mock.url],
    ["--profile mock", `--endpoint ${mock.url}`],
    ["http://127.0.0.1:4020", server.url],
    ["https://api-knowledgebase.mlp.cn-beijing.volces.com", server.url],
    ["0f3b5d7e9a1c2b4d6f8e0a2c4d6e8f0b", "xxx"], // a task: this one has succeeded
    ["8154fd9998a346a0a417dd1b50cacb54", taskId], // and this one will, with a zip
  ] as const;
  return {
    folder,
    variables: { ...server.settings, VIKING_KB_DATABASE: databasePath },
    replaceNames: (text) => replacements.reduce((replaced, [name, own]) => replaced.replaceAll(name, own), text),
    async close() {
      controller.abort();
      await Promise.all([mock.close(), server.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
