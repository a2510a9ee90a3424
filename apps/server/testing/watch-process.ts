import type { ImportOptions } from "../src/import/import-options.js";

// A process that watches a folder, as its argument says in JSON, and sends each report. When it is no longer listened
// to it aborts. It runs what was built, as an import's threads do.

const built = new URL("../dist/import/watch-folder.js", import.meta.url).href;
const { watchFolder }: typeof import("../src/import/watch-folder.js") = await import(built);

const abortion = new AbortController();
process.once("disconnect", () => abortion.abort());
const options: ImportOptions = JSON.parse(process.argv[2] ?? "");
await watchFolder({ ...options, signal: abortion.signal, onReport: (report) => process.send?.(report) });
