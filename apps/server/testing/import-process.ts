import { importFolder } from "../src/import/import-folder.js";
import type { FolderImport, ImportReport } from "../src/import/options.js";
import { runImport } from "../src/import/run-import.js";
import { openStorage } from "../src/storage/open-storage.js";

/** What a process of its own does with a folder. */
export interface ImportOrder {
  readonly databasePath: string;
  readonly folderImport: FolderImport;
  /** Whether it first gives up the rights of root, who may read everything. */
  readonly asNobody?: boolean;
  /** Imports in a thread, as `importFolder` does. */
  readonly inThread?: boolean;
  /** In which change of the storage, counted from 1, it answers and then hangs. */
  readonly hangInChange?: number;
}

/** The report, unless it hangs. */
export interface ImportOutcome {
  readonly report?: ImportReport;
}

async function obey(order: ImportOrder): Promise<ImportOutcome> {
  const { databasePath, folderImport, asNobody, inThread, hangInChange } = order;
  if (asNobody) {
    process.setgroups?.([]);
    process.setgid?.(65_534);
    process.setuid?.(65_534);
  }
  if (inThread) return { report: await importFolder({ databasePath, ...folderImport }) };
  const storage = await openStorage(databasePath);
  let count = 0;
  const change: typeof storage.change = (work) =>
    storage.change(async (changes) => {
      const result = await work(changes);
      count++;
      if (count !== hangInChange) return result;
      process.send?.({});
      return new Promise(() => {});
    });
  return { report: await runImport({ ...storage, read: storage.read.bind(storage), change }, folderImport) };
}

process.on("message", async (order: ImportOrder) => process.send?.(await obey(order)));
process.send?.({});
