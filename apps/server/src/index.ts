export { type LoadReport, loadFixtures } from "./fixtures/load-fixtures.js";
export { type Fixtures, parseFixtures } from "./fixtures/parse-fixtures.js";
export { type LocalServer, type ServerOptions, startServer } from "./http/start-server.js";
export { importFolder } from "./import/import-folder.js";
export type { ImportEvent, ImportOptions, ImportReport } from "./import/import-options.js";
export { type FolderWatcher, type WatchOptions, watchFolder } from "./import/watch-folder.js";
export { createAccessKey } from "./keys/create-access-key.js";
export { openStorage } from "./storage/open-storage.js";
export type { Storage } from "./storage/storage.js";
