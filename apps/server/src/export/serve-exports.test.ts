import { join } from "node:path";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { shortTimes } from "../../testing/exports.js";
import { collectionFields } from "../../testing/storage-records.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import type { Storage } from "../storage/storage.js";
import { requestExport } from "./request-export.js";
import { serveExports } from "./serve-exports.js";

const eventually = { timeout: 30_000 };

test("What keeps exports from being worked off is told once, and again when it comes back", async () => {
  const storage = await openTemporaryStorage();
  await storage.change((changes) => changes.createCollection(collectionFields()));
  // A file is no folder.
  const broken = join(storage.location, "kb.db");
  let location = broken;
  let looks = 0;
  const faulty: Storage = {
    ...storage,
    get location() {
      return location;
    },
    read(work) {
      looks++;
      return storage.read(work);
    },
  };
  /** When this resolves, what was under way has ended, and at least one look after this has come to its end. */
  const lookAgain = async () => {
    const before = looks;
    await vi.waitFor(() => expect(looks).toBeGreaterThan(before + 2), eventually);
  };
  const log: string[] = [];
  const logger = pino({ level: "info" }, { write: (line) => void log.push(JSON.parse(line).msg) });
  const exports = serveExports(faulty, logger, shortTimes);
  onTestFinished(() => exports.stop());
  const told: unknown[] = [];
  for (let time = 0; time < 2; time++) {
    location = broken;
    const taskId = await requestExport(storage, { collectionName: "faq" });
    await lookAgain();
    told.push(expect.stringMatching(/^Exports cannot be worked off: /));
    expect(log).toEqual(told);
    location = storage.location;
    told.push(expect.stringContaining(`Export ${taskId} has succeeded`));
    await vi.waitFor(() => expect(log).toEqual(told), eventually);
    await lookAgain();
  }
});
