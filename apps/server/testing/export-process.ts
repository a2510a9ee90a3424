import { startServer } from "../src/http/start-server.js";
import { openStorage } from "../src/storage/open-storage.js";
import { shortTimes } from "./exports.js";

/** What a process that serves a database and works off its exports tells. */
export interface ServedDatabase {
  readonly url: string;
}

process.on("message", async ({ databasePath }: { databasePath: string }) => {
  const storage = await openStorage(databasePath);
  const server = await startServer({ storage, port: 0 }, undefined, shortTimes);
  process.send?.({ url: server.url } satisfies ServedDatabase);
});
process.send?.({});
