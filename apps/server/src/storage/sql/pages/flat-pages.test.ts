import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { pageFaults } from "../../../../testing/page-faults.js";
import {
  collectionFields,
  documentFields,
  pointQuery,
  pointsOf,
  storedPoints,
} from "../../../../testing/storage-records.js";
import { queryRows } from "../../../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../../../testing/temporary-database.js";
import { createSqliteDialect } from "../../sqlite/dialect.js";
import type { Tables } from "../tables.js";
import { findInCollection } from "./find-in-collection.js";
import { findInDocuments } from "./find-in-documents.js";

const sizes = { block: 4, stride: 4, fanOut: 4 };
const documentCount = 30;
const pointsEach = 40;
const padded = (number: number) => String(number).padStart(6, "0");

/** Orders in which documents come, and their points in them, that are hard on what is kept in order. */
const orders: { title: string; idOf: (document: number, point: number) => string }[] = [
  { title: "one after the other", idOf: (document, point) => `d-${padded(document)}-${padded(point)}` },
  { title: "each before the last one", idOf: (document, point) => `d-${padded(999 - document)}-${padded(point)}` },
  { title: "all among each other", idOf: (document, point) => `p-${padded(point)}-${padded(document)}` },
  {
    title: "each in the middle of the last one",
    idOf: (document, point) => {
      const side = point < pointsEach / 2 ? "a" : "z";
      return `${side}-${padded(side === "a" ? document : 999 - document)}-${padded(point)}`;
    },
  },
  {
    title: "all at one place of the first",
    idOf: (document, point) =>
      document === 0 ? `p-${padded(point * 10)}` : `p-${padded(205)}-${padded(999 - document)}-${padded(999 - point)}`,
  },
];
test.each(orders)("Wherever a page lies, few points are skipped, with documents $title", async ({ idOf }) => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path, { sizes });
  const connection = new DatabaseSync(path);
  onTestFinished(() => connection.close());
  const database = new Kysely<Tables>({ dialect: createSqliteDialect(connection) });
  const docIds = Array.from({ length: documentCount }, (_, document) => `d-${document}`);
  const idsOf = (document: number) => Array.from({ length: pointsEach }, (_, point) => idOf(document, point));
  const { id } = await storage.change((changes) => changes.createCollection(collectionFields()));

  /** Every page of all points, of one document and of ten. */
  const checkPages = async (documents: readonly number[]) => {
    expect(await pageFaults(path, sizes)).toEqual([]);
    const some = documents.slice(3, 13);
    for (const [asked, limit, mostSkipped] of [
      [null, 7, 2 * sizes.block],
      [some.slice(0, 1), 7, sizes.stride],
      // Of points that stand among each other about a stride of each document is sorted.
      [some, 7, 16 * sizes.stride],
    ] as const) {
      const all = (asked ?? documents).flatMap(idsOf).sort();
      for (let offset = 0; offset < all.length; offset += limit) {
        const query = pointQuery({ docIds: asked?.map((document) => `d-${document}`) ?? null, offset, limit });
        const { docIds } = query;
        const place = docIds
          ? (await findInDocuments(database, sizes, id, { docIds, offset, limit })).place
          : await findInCollection(database, sizes, id, offset);
        expect(place?.skip).toBeLessThanOrEqual(mostSkipped);
        if (offset % (limit * 5) !== 0) continue;
        const page = await storage.read((reads) => reads.listPoints(id, query));
        expect(pointsOf(page).map(({ point_id }) => point_id)).toEqual(all.slice(offset, offset + limit));
      }
    }
  };

  for (const [document, docId] of docIds.entries()) {
    await storage.change(async (changes) => {
      const { id: documentId } = await changes.putDocument(id, documentFields(docId));
      await changes.replacePoints(documentId, storedPoints(idsOf(document)));
    });
  }
  const documents = docIds.map((_, document) => document);
  await checkPages(documents);
  // Two documents of three go, and then all.
  for (const document of documents.filter((each) => each % 3 !== 0)) {
    await storage.change(async (changes) => {
      const found = await changes.findDocument(id, `d-${document}`);
      if (found) await changes.deleteDocument(found.id);
    });
  }
  await checkPages(documents.filter((document) => document % 3 === 0));
  for (const document of documents.filter((each) => each % 3 === 0)) {
    await storage.change(async (changes) => {
      const found = await changes.findDocument(id, `d-${document}`);
      if (found) await changes.replacePoints(found.id, []);
    });
  }
  expect(await pageFaults(path, sizes)).toEqual([]);
  expect(await queryRows(path, "select level, first_point_id, point_count from point_block order by level")).toEqual(
    [1, 2, 3].map((level) => ({ level, first_point_id: "", point_count: 0 })),
  );
  expect(await queryRows(path, "select * from point_mark")).toEqual([]);
});
