import type { ImportOptions } from "../src/import/options.js";
import { watchFolder } from "../src/import/watch-folder.js";

// A process that watches a folder by the options in its argument, as JSON, and sends each report. It aborts when its
// parent disconnects.

const abortion = new AbortController();
process.once("disconnect", () => abortion.abort());
const options: ImportOptions = JSON.parse(process.argv[2] ?? "");
await watchFolder({ ...options, signal: abortion.signal, onReport: (report) => process.send?.(report) });
