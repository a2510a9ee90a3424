import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { pageFaults } from "../../../../testing/page-faults.js";
import {
  collectionFields,
  documentFields,
  pointQuery,
  pointsOf,
  storedPoints,
} from "../../../../testing/storage-records.js";
import { countRows, untrueCounters } from "../../../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../../../testing/temporary-database.js";
import { createSqliteDialect } from "../dialect.js";
import { knowledgeBase } from "./0001-knowledge-base.js";

/** Collections by their documents, and these by how many points they have: about as many as a block or mark holds. */
const collections: Record<string, readonly number[]> = {
  empty: [],
  "without points": [0],
  one: [1],
  "a block": [512],
  "a block and a point": [64, 65, 384],
  "many blocks": [63, 128, 129, 512, 513, 9000],
};
const pointIds = (document: number, count: number) =>
  Array.from({ length: count }, (_, index) => `p-${index}-${document}`);

/** A database as the first version of this program made it. */
async function makeOldDatabase(path: string): Promise<void> {
  const connection = new DatabaseSync(path);
  const database = new Kysely<unknown>({ dialect: createSqliteDialect(connection) });
  const provider = { getMigrations: async () => ({ "0001-knowledge-base": knowledgeBase }) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error) throw error;
  connection.exec("begin; insert into project (name) values ('default')");
  const fields = collectionFields();
  const insertCollection = connection.prepare(
    `insert into collection (project_id, name, resource_id, description, creator, create_time, update_time, pipelines, members)
     values (1, ?, ?, '', '', 0, 0, ?, '{}') returning id`,
  );
  const insertDocument = connection.prepare(
    `insert into document (collection_id, doc_id, doc_name, doc_type, add_type, added_by, create_time, update_time,
       process_status, members, point_count)
     values (?, ?, '', '', '', '', 0, 0, 0, '{}', ?) returning id`,
  );
  const insertPoint = connection.prepare(
    "insert into point (collection_id, document_id, point_id, wire) values (?, ?, ?, ?)",
  );
  for (const [name, counts] of Object.entries(collections)) {
    const collectionId = Number(insertCollection.get(name, `kb-${name}`, JSON.stringify(fields.pipelines))?.id);
    for (const [document, count] of counts.entries()) {
      const documentId = Number(insertDocument.get(collectionId, `d-${document}`, count)?.id);
      for (const { pointId, wire } of storedPoints(pointIds(document, count))) {
        insertPoint.run(collectionId, documentId, pointId, wire);
      }
    }
  }
  connection.exec("commit");
  await database.destroy();
}

test("In a database of the first version pages are found as if its points had been imported today", async () => {
  const path = await temporaryDatabase();
  await makeOldDatabase(path);
  const before = await countRows(path);
  const storage = await openTemporaryStorage(path);
  expect(await countRows(path)).toEqual(before);
  expect(await untrueCounters(path)).toEqual([]);
  expect(await pageFaults(path)).toEqual([]);
  for (const { id, name } of await storage.read((reads) => reads.listCollections())) {
    const counts = collections[name] ?? [];
    const all = counts.flatMap((count, document) => pointIds(document, count)).sort();
    for (const offset of [0, 511, 512, 5000, 10_300]) {
      const page = await storage.read((reads) => reads.listPoints(id, pointQuery({ offset, limit: 10 })));
      expect(page.totalCount).toBe(all.length);
      expect(pointsOf(page).map(({ point_id }) => point_id)).toEqual(all.slice(offset, offset + 10));
    }
    // And changes go on from there.
    await storage.change(async (changes) => {
      const document = await changes.putDocument(id, documentFields("d-0"));
      await changes.replacePoints(document.id, storedPoints(pointIds(100, 3000)));
    });
    expect(await pageFaults(path)).toEqual([]);
  }
});
