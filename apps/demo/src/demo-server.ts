import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type FolderWatcher,
  type ImportReport,
  type LocalServer,
  openStorage,
  parseFixtures,
  type Storage,
  startServer,
  watchFolder,
} from "@viking-kb/server";
import { pino } from "pino";
import { loadFixturesWithKeys, type ServerSettings, writeSettings } from "./demo-keys.js";

/** Collection that the demo's documents are imported into. */
export const collectionName = "guide";

/** Where the demo's server listens, keeps its data and finds its documents. */
export interface DemoServerOptions {
  readonly port: number;
  /** The folder of the database and the settings. It is created when it does not exist. */
  readonly dataFolder: string;
  readonly documentsFolder: string;
  readonly now: () => Date;
  /** Ends a running import and the watch on the folder. */
  readonly signal: AbortSignal;
}

/** The demo's server, with the contract's fixtures. */
export interface DemoServer {
  readonly url: string;
  /** Variables by which the sample app and the contract run reach it. */
  readonly settings: ServerSettings;
  /** The log of this start: one line of JSON for each request, with the reason for each refusal. */
  readonly logFile: string;
  readonly documentsFolder: string;
  readonly dataFolder: string;
  /** In the data folder. */
  readonly databasePath: string;
  /**
   * Imports the documents, and imports again at each change.
   *
   * @returns the result of the first import, and a document to show, if there is one
   */
  importDocuments(
    onChange: (report: ImportReport) => void,
  ): Promise<{ report: ImportReport; docId: string | undefined }>;
  close(): Promise<void>;
}

/** Opens the database, loads the fixtures and serves. Rejects when the port cannot be listened on. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { port, dataFolder, documentsFolder, now, signal } = options;
  const databasePath = join(dataFolder, "demo.db");
  const settingsFile = join(dataFolder, "demo.env");
  const logFile = join(dataFolder, "demo.log");
  const storage = await openStorage(databasePath);
  let server: LocalServer | undefined;
  let watching: Promise<FolderWatcher> | undefined;
  const close = async () => {
    const watcher = await watching?.catch(() => undefined);
    await watcher?.close();
    await server?.close();
    await storage.close();
  };
  try {
    const keys = await loadFixturesWithKeys(storage, await readFixtures(), { settingsFile, now });
    const logger = pino({ base: null }, pino.destination({ dest: logFile, append: false, mode: 0o600, sync: true }));
    server = await startServer({ storage, port, logger, now });
    const { url } = server;
    const settings = { ...keys, VIKING_KB_ENDPOINT: url };
    await writeSettings(settingsFile, settings);
    return {
      url,
      settings,
      logFile,
      documentsFolder,
      dataFolder,
      databasePath,
      async importDocuments(onChange) {
        const reports: ImportReport[] = [];
        watching = watchFolder({
          databasePath,
          folder: documentsFolder,
          collectionName,
          prune: true,
          signal,
          onReport: (report) => {
            if (reports.push(report) > 1) onChange(report);
          },
        });
        await watching;
        const [report] = reports;
        if (report === undefined) throw new Error(`Nothing was imported from ${documentsFolder}.`);
        return { report, docId: await findDocumentToShow(storage, report) };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function findDocumentToShow(storage: Storage, { resourceId }: ImportReport): Promise<string | undefined> {
  const documents = await storage.read(async (reads) => {
    const collection = await reads.findCollectionByResourceId(resourceId);
    return collection ? await reads.listDocuments(collection.id) : [];
  });
  return (documents.find(({ docType }) => docType === "md") ?? documents[0])?.docId;
}

/** The contract's fixtures, which every documented case needs. */
async function readFixtures() {
  const file = fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml"));
  return parseFixtures(await readFile(file, "utf8"), "fixtures.yaml");
}
