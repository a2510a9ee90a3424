export { type ExportMakers, type ExportRequest, requestExport } from "./export/request-export.js";
export type { Fixtures } from "./fixtures/fixtures.js";
export { ImportedCollectionError, type LoadOptions, type LoadReport, loadFixtures } from "./fixtures/load-fixtures.js";
export type { LoadedKey } from "./fixtures/load-keys.js";
export { parseFixtures } from "./fixtures/parse-fixtures.js";
export { type LocalServer, type ServerOptions, startServer } from "./http/start-server.js";
export { importFolder } from "./import/import-folder.js";
export type { GivenLimits } from "./import/limits.js";
export type { ImportEvent, ImportOptions, ImportReport } from "./import/options.js";
export { type FolderWatcher, type WatchOptions, watchFolder } from "./import/watch-folder.js";
export {
  type AccessKeyMakers,
  type AccessKeyRequest,
  type CreatedAccessKey,
  createAccessKey,
} from "./storage/create-access-key.js";
export { openStorage, type StorageOptions } from "./storage/open-storage.js";
export type { Changes, Reads, Storage } from "./storage/storage.js";
