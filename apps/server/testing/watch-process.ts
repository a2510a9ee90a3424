import type { ImportOptions } from "../src/import/options.js";
import { watchFolder } from "../src/import/watch-folder.js";

// A process that watches a folder, as its argument says in JSON, and sends each report. When it is no longer listened
// to it aborts.

const abortion = new AbortController();
process.once("disconnect", () => abortion.abort());
const options: ImportOptions = JSON.parse(process.argv[2] ?? "");
await watchFolder({ ...options, signal: abortion.signal, onReport: (report) => process.send?.(report) });
