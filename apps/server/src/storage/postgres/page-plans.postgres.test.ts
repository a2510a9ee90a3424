import { type CompiledQuery, Kysely, type LogEvent } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { collectionFields, documentFields, pointQuery, storedPoints } from "../../../testing/storage-records.js";
import { queryRows } from "../../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../../testing/temporary-database.js";
import type { PointQuery } from "../records.js";
import { pointReads } from "../sql/pages/list-points.js";
import type { Tables } from "../sql/tables.js";
import { beginReading, createPostgresDialect } from "./dialect.js";
import { createPool } from "./pool.js";

const sizes = { block: 64, stride: 64, fanOut: 4 };
const pointsEach = 1_500;
const docIds = ["a", "b", "c"];

const rows: { title: string; query: Partial<PointQuery>; index: string }[] = [
  {
    title: "all, far inside",
    query: { offset: 2 * pointsEach },
    index: "Index Scan using point_collection_id_point_id_key on point",
  },
  {
    title: "one document, far inside",
    query: { docIds: ["a"], offset: pointsEach - 100 },
    index: "Index Scan using point_by_document on point",
  },
  {
    title: "documents, far inside",
    query: { docIds, offset: 2 * pointsEach },
    index: "Index Only Scan using point_by_document on point",
  },
];
test("PostgreSQL finds pages in indexes, and reads hardly any points but theirs", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path, { sizes });
  const collectionId = await storage.change(async (changes) => {
    const { id } = await changes.createCollection(collectionFields());
    for (const docId of docIds) {
      const document = await changes.putDocument(id, documentFields(docId));
      await changes.replacePoints(
        document.id,
        storedPoints(Array.from({ length: pointsEach }, (_, n) => `p-${n}-${docId}`)),
      );
    }
    return id;
  });
  // As the server itself does some time after an import.
  for (const table of ["document", "point", "point_block", "point_mark"]) await queryRows(path, `analyze ${table}`);
  const queries: CompiledQuery[] = [];
  const pool = createPool(withoutScans(path), { size: 1, waitMilliseconds: undefined });
  const dialect = createPostgresDialect(pool, beginReading);
  const database = new Kysely<Tables>({ dialect, log: ({ query }: LogEvent) => void queries.push(query) });
  onTestFinished(() => database.destroy());
  for (const { title, query, index } of rows) {
    queries.length = 0;
    await pointReads(sizes).listPoints(database, collectionId, pointQuery({ limit: 10, ...query }));
    const plans: string[][] = [];
    for (const asked of [...queries]) {
      const { rows: lines } = await database.executeQuery<object>({ ...asked, sql: `explain ${asked.sql}` });
      plans.push(lines.flatMap((line) => Object.values(line).map(String)));
    }
    expect(
      plans.flat().filter((line) => line.includes("Seq Scan")),
      title,
    ).toEqual([]);
    // The last query is that of the page itself.
    expect(plans.at(-1)?.join("\n"), title).toContain(index);
  }
});

/** Tables of a test are so small that PostgreSQL would read them as a whole where it can. */
function withoutScans(database: string): string {
  const url = new URL(database);
  const settings = ["seqscan", "bitmapscan", "hashjoin", "mergejoin"].map((plan) => `-c enable_${plan}=off`);
  url.searchParams.set("options", [url.searchParams.get("options"), ...settings].join(" "));
  return url.href;
}
