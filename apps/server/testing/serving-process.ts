import { startServer } from "../src/http/start-server.js";
import { importFolder } from "../src/import/import-folder.js";
import type { ImportOptions, ImportReport } from "../src/import/options.js";
import { openStorage } from "../src/storage/open-storage.js";

/** The outcome of a process that serves a database and imports into it, as `npm start` does. */
export interface ServingOutcome {
  readonly report: ImportReport;
  /** The most memory that the process itself used, without its children, in MiB. */
  readonly peakMebibytes: number;
}

process.on("message", async (options: ImportOptions) => {
  const storage = await openStorage(options.databasePath);
  const server = await startServer({ storage, port: 0 });
  const report = await importFolder(options);
  process.send?.({ report, peakMebibytes: process.resourceUsage().maxRSS / 1024 } satisfies ServingOutcome);
  await server.close();
  await storage.close();
});
process.send?.({});
