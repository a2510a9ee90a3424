import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { pointQuery } from "../../../testing/storage-records.js";
import { openTemporaryStorage, temporaryDatabase } from "../../../testing/temporary-database.js";
import type { PointQuery } from "../records.js";
import type { Tables } from "../sql/tables.js";
import { createSqliteDialect } from "./dialect.js";
import { pageOfPoints } from "./list-points.js";

const ofCollection = "COVERING INDEX sqlite_autoindex_point_1 (collection_id=?)";
const ofPoints = "COVERING INDEX sqlite_autoindex_point_1 (collection_id=? AND point_id=?)";
const ofDocuments = "COVERING INDEX point_by_document (document_id=?)";

const rows: { title: string; query: Partial<PointQuery>; index: string; sorts: boolean }[] = [
  { title: "no filter", query: {}, index: ofCollection, sorts: false },
  { title: "no filter, far inside", query: { offset: 1_000_000 }, index: ofCollection, sorts: false },
  { title: "no filter, with links", query: { withLinks: true }, index: ofCollection, sorts: false },
  { title: "points", query: { pointIds: ["a", "b"] }, index: ofPoints, sorts: false },
  { title: "documents", query: { docIds: ["a", "b"] }, index: ofDocuments, sorts: true },
  {
    title: "documents and points",
    query: { docIds: ["a"], pointIds: ["b"] },
    index: ofPoints.replace("COVERING ", ""),
    sorts: false,
  },
];
test.each(rows)("With $title a page is found in an index", async ({ query, index, sorts }) => {
  const path = await temporaryDatabase();
  await openTemporaryStorage(path);
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  const kysely = new Kysely<Tables>({ dialect: createSqliteDialect(database, "begin") });
  const { sql, parameters } = pageOfPoints(1, pointQuery(query)).compile(kysely);
  const plan = database.prepare(`explain query plan ${sql}`).all(...(parameters as string[]));
  const steps = plan.map(({ detail }) => String(detail));
  const searches = steps.filter((step) => step.startsWith("SEARCH point "));
  expect(searches).toEqual([`SEARCH point USING ${index}`, "SEARCH point USING INTEGER PRIMARY KEY (rowid=?)"]);
  // Only points of several documents must be sorted before a page can be cut from them.
  expect(steps.includes("USE TEMP B-TREE FOR ORDER BY")).toBe(sorts);
  expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual(["SCAN page"]);
  // The query asks for this order. Without that the points of a page would happen to come in it today.
  expect(steps).toContain("USE TEMP B-TREE FOR group_concat(ORDER BY)");
});
