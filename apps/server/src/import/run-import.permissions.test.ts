import { chmodSync, chownSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { documentFolder } from "../../testing/document-folder.js";
import type { ImportOrder, ImportOutcome } from "../../testing/import-process.js";
import { startSourceProcess } from "../../testing/source-process.js";

const collectionName = "intake";

describe.skipIf(process.platform === "win32")("Without the permission to read", () => {
  test("a file waits with its points, and documents of a folder are not taken for deleted ones", async () => {
    const folder = await documentFolder({ "a.txt": "a", "closed/b.txt": "b", "secret.txt": "s", "gone.txt": "g" });
    const databaseFolder = await documentFolder();
    if (process.getuid?.() === 0) chownSync(databaseFolder, 65_534, 65_534);
    chmodSync(folder, 0o755);
    onTestFinished(() => chmodSync(join(folder, "closed"), 0o700));
    // Root is allowed everything, so the processes give up its rights.
    const order = {
      databasePath: join(databaseFolder, "kb.db"),
      folderImport: { folder, collectionName, prune: true },
      asNobody: process.getuid?.() === 0,
    };
    const run = async () => {
      const { ask } = await startSourceProcess<ImportOrder, ImportOutcome>("import-process.ts");
      return (await ask(order)).report;
    };
    expect(await run()).toMatchObject({ done: 4, failed: [], pointCount: 4 });

    chmodSync(join(folder, "secret.txt"), 0);
    chmodSync(join(folder, "closed"), 0);
    rmSync(join(folder, "gone.txt"));
    expect(await run()).toMatchObject({
      done: 0,
      unchanged: 1,
      deleted: 1,
      failed: [],
      waiting: [{ docId: "secret.txt", reason: "The file cannot be read: permission denied (EACCES)." }],
      skipped: [{ path: "closed", reason: "The folder cannot be read: permission denied (EACCES)." }],
      pointCount: 3,
    });
  });
});
