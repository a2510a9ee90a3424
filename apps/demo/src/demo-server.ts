import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type FolderWatcher,
  type ImportReport,
  openStorage,
  parseFixtures,
  startServer,
  watchFolder,
} from "@viking-kb/server";
import { loadFixturesWithKeys } from "./demo-keys.js";
import { type ServerSettings, writeSettings } from "./server-settings.js";

/** Collection that the demo's documents are imported into. */
export const collectionName = "guide";

/** Where the demo's server listens, keeps its data and finds its documents. */
export interface DemoServerOptions {
  readonly port: number;
  /** Holds the database and the settings; made where there is none, reused where there is. */
  readonly dataFolder: string;
  readonly documentsFolder: string;
  readonly now: () => Date;
}

/** The demo's server, holding what the contract's fixtures declare. */
export interface DemoServer {
  readonly url: string;
  readonly port: number;
  /** Variables by which the sample app and the contract run reach it. */
  readonly settings: ServerSettings;
  /** For `node --env-file`. */
  readonly settingsFile: string;
  /** Imports the documents, and again at each change; resolves to the first import's report. */
  importDocuments(onChange: (report: ImportReport) => void): Promise<ImportReport>;
  close(): Promise<void>;
}

/** Opens the database, loads the fixtures and serves. Rejects when it cannot listen there. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { port, dataFolder, documentsFolder, now } = options;
  const databasePath = join(dataFolder, "server.db");
  const settingsFile = join(dataFolder, "server.env");
  const storage = await openStorage(databasePath);
  let watcher: FolderWatcher | undefined;
  try {
    const keys = await loadFixturesWithKeys(storage, await readFixtures(), { settingsFile, now });
    const server = await startServer({ storage, port, now });
    const settings = { ...keys, VIKING_KB_ENDPOINT: server.url };
    await writeSettings(settingsFile, settings);
    return {
      url: server.url,
      port: server.port,
      settings,
      settingsFile,
      async importDocuments(onChange) {
        const reports: ImportReport[] = [];
        watcher = await watchFolder({
          databasePath,
          folder: documentsFolder,
          collectionName,
          description: "How this API is used: signing, paging, units, questions (zh, en)",
          prune: true,
          onReport: (report) => {
            if (reports.push(report) > 1) onChange(report);
          },
        });
        const [first] = reports;
        if (first === undefined) throw new Error(`Nothing was imported from ${documentsFolder}.`);
        return first;
      },
      async close() {
        await watcher?.close();
        await server.close();
        await storage.close();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** The contract's own: what every documented case needs. */
async function readFixtures() {
  const file = fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml"));
  return parseFixtures(await readFile(file, "utf8"), "fixtures.yaml");
}
