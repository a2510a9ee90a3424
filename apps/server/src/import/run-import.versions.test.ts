import { expect, test } from "vitest";
import { documentFolder } from "../../testing/document-folder.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { documentReaders } from "./read/readers.js";
import { runImport } from "./run-import.js";

test("Documents of a reader that has another version now are imported again, and they alone", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.csv": "a\n1\n", "b.txt": "b", "c.faq.csv": "q,a\nx,y\n" });
  const importBy = async (raised: readonly string[]) => {
    const readers = new Map(
      [...documentReaders].map(([extension, reader]) => [
        extension,
        raised.includes(extension) ? { ...reader, version: reader.version + 1 } : reader,
      ]),
    );
    const done: string[] = [];
    const onProgress = (event: { type: string; outcome?: string; docId?: string }) => {
      if (event.outcome === "done") done.push(`${event.docId}`);
    };
    await runImport(storage, { folder, collectionName: "shop" }, { readers, onProgress });
    return done;
  };
  expect(await importBy([])).toEqual(["a.csv", "b.txt", "c.faq.csv"]);
  expect(await importBy([])).toEqual([]);
  expect(await importBy(["csv"])).toEqual(["a.csv"]);
  expect(await importBy(["csv"])).toEqual([]);
  expect(await importBy(["csv", "faq.csv", "txt"])).toEqual(["b.txt", "c.faq.csv"]);
});
