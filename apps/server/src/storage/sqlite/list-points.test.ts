import { DatabaseSync } from "node:sqlite";
import { type CompiledQuery, Kysely, type LogEvent } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { collectionFields, documentFields, pointQuery, storedPoints } from "../../../testing/storage-records.js";
import { openTemporaryStorage, temporaryDatabase } from "../../../testing/temporary-database.js";
import type { PointQuery } from "../records.js";
import { pointChanges } from "../sql/documents.js";
import { pointReads } from "../sql/pages/list-points.js";
import type { Database, Tables } from "../sql/tables.js";
import { createSqliteDialect } from "./dialect.js";

const sizes = { block: 4, stride: 4, fanOut: 4 };
const idsOf = (docId: string) => Array.from({ length: 300 }, (_, index) => `p-${index}-${docId}`);

/** A database with a collection and three documents whose points stand among each other, and what it was asked. */
async function recordedDatabase() {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path, { sizes });
  const { collectionId, documentId } = await storage.change(async (changes) => {
    const collection = await changes.createCollection(collectionFields());
    const documents: number[] = [];
    for (const docId of ["a", "b", "c"]) {
      const { id } = await changes.putDocument(collection.id, documentFields(docId));
      await changes.replacePoints(id, storedPoints(idsOf(docId)));
      documents.push(id);
    }
    return { collectionId: collection.id, documentId: Number(documents[0]) };
  });
  const connection = new DatabaseSync(path);
  onTestFinished(() => connection.close());
  const queries: CompiledQuery[] = [];
  const log = ({ query }: LogEvent) => void queries.push(query);
  const database: Database = new Kysely<Tables>({ dialect: createSqliteDialect(connection), log });
  /** The steps of a query's plan that go through a table or an index, without what is put together in memory. */
  const stepsOf = ({ sql, parameters }: CompiledQuery) =>
    connection
      .prepare(`explain query plan ${sql}`)
      .all(...(parameters as string[]))
      .map(({ detail }) => String(detail))
      .filter((step) => /^(SEARCH|SCAN|USE)/.test(step))
      .filter((step) => !/^SCAN (page|walk|extent|reach|entry|mark|CONSTANT|\d+-ROW|\(subquery)/.test(step));
  return { collectionId, documentId, database, queries, stepsOf };
}

const ofCollection = "INDEX sqlite_autoindex_point_1 (collection_id=? AND point_id>?)";
const ofPoints = "INDEX sqlite_autoindex_point_1 (collection_id=? AND point_id=?)";
const withinDocument = "INDEX point_by_document (document_id=? AND point_id>?)";
const amongDocuments = "COVERING INDEX point_by_document (document_id=? AND point_id>? AND point_id<?)";

const rows: { title: string; query: Partial<PointQuery>; index: string; sorts: boolean; queries: number }[] = [
  { title: "no filter", query: {}, index: ofCollection, sorts: false, queries: 2 },
  { title: "no filter, far inside", query: { offset: 800 }, index: ofCollection, sorts: false, queries: 2 },
  { title: "no filter, with links", query: { withLinks: true }, index: ofCollection, sorts: false, queries: 2 },
  { title: "points", query: { pointIds: ["p-1-a", "p-2-b"] }, index: ofPoints, sorts: false, queries: 1 },
  { title: "a document", query: { docIds: ["a"] }, index: withinDocument, sorts: false, queries: 2 },
  {
    title: "a document, far inside",
    query: { docIds: ["a"], offset: 250 },
    index: withinDocument,
    sorts: false,
    queries: 3,
  },
  { title: "documents", query: { docIds: ["a", "b"], limit: 4 }, index: amongDocuments, sorts: true, queries: 5 },
  {
    title: "documents, far inside",
    query: { docIds: ["a", "b", "c"], offset: 700, limit: 4 },
    index: amongDocuments,
    sorts: true,
    queries: 8,
  },
  {
    title: "documents and points",
    query: { docIds: ["a"], pointIds: ["p-1-a"] },
    index: ofPoints,
    sorts: false,
    queries: 2,
  },
];
test.each(rows)(
  "With $title a page is found in an index, by few queries",
  async ({ query, index, sorts, queries: count }) => {
    const { collectionId, database, queries, stepsOf } = await recordedDatabase();
    await pointReads(sizes).listPoints(database, collectionId, pointQuery(query));
    expect(queries.length).toBe(count);
    const steps = queries.map(stepsOf);
    expect(steps.flat().filter((step) => step.startsWith("SCAN"))).toEqual([]);
    const page = steps.findLast((ofQuery) => ofQuery.some((step) => step.startsWith("SEARCH point "))) ?? [];
    const searches = page.filter((step) => step.startsWith("SEARCH point "));
    // Only points of several documents must be sorted before a page can be cut from them, and only then are they read.
    const reading = sorts ? ["SEARCH point USING INTEGER PRIMARY KEY (rowid=?)"] : [];
    expect(searches).toEqual([`SEARCH point USING ${index}`, ...reading]);
    expect(page.filter((step) => step === "USE TEMP B-TREE FOR ORDER BY").length).toBe(sorts ? 1 : 0);
  },
);

const { replacePoints, deleteDocument } = pointChanges(sizes);
const changes: { title: string; change: (database: Database, documentId: number) => Promise<void> }[] = [
  { title: "replaced", change: (database, id) => replacePoints(database, id, storedPoints(idsOf("A"))) },
  { title: "replaced by few", change: (database, id) => replacePoints(database, id, storedPoints(["x"])) },
  { title: "deleted with it", change: deleteDocument },
];
test.each(changes)(
  "When points of a document are $title, all that is looked at is found in an index",
  async ({ change }) => {
    const { documentId, database, queries, stepsOf } = await recordedDatabase();
    await change(database, documentId);
    const steps = queries.flatMap(stepsOf);
    expect(steps.filter((step) => !step.startsWith("SEARCH"))).toEqual([]);
    // Of blocks and marks never all of a collection or a document.
    const ofBlocks = steps.filter((step) => /point_block|next|own|previous/.test(step));
    expect(ofBlocks.filter((step) => !step.includes("level=?"))).toEqual([]);
    expect(ofBlocks.length).toBeGreaterThan(0);
  },
);
