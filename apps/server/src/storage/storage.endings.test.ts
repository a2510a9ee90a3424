import { expect, test } from "vitest";
import { documentFields, storedPoints } from "../../testing/storage-records.js";
import { storageWithPoints } from "../../testing/storage-with-points.js";
import type { PointQuery, StoredPoint } from "./records.js";

/** A text of a point as it is stored, and as it is answered with the ending `"of":<its mark>}`. */
const begun = (pointId: string): StoredPoint => ({
  pointId,
  wire: `{"point_id":"${pointId}",`,
  wireWithLinks: `{"point_id":"${pointId}","link":"l",`,
});

const endings: readonly {
  readonly title: string;
  readonly points: readonly StoredPoint[];
  readonly query?: Partial<PointQuery>;
  readonly answered: readonly string[];
}[] = [
  { title: "begun", points: [begun("a-0")], answered: ['{"point_id":"a-0","of":"a"}'] },
  {
    title: "begun, with links",
    points: [begun("a-0")],
    query: { docIds: ["a"], withLinks: true },
    answered: ['{"point_id":"a-0","link":"l","of":"a"}'],
  },
  {
    title: "begun and whole",
    points: [begun("a-0"), ...storedPoints(["a-1"])],
    answered: ['{"point_id":"a-0","of":"a"}', '{"point_id":"a-1","mark":""}'],
  },
  {
    title: "begun, by their ids",
    points: [begun("a-0"), begun("a-1")],
    query: { pointIds: ["a-1", "b-0"] },
    answered: ['{"point_id":"a-1","of":"a"}', '{"point_id":"b-0","of":"b"}'],
  },
  {
    title: "begun, of two documents",
    points: [begun("a-0"), begun("z")],
    query: { docIds: ["a", "b"] },
    answered: ['{"point_id":"a-0","of":"a"}', '{"point_id":"b-0","of":"b"}', '{"point_id":"z","of":"a"}'],
  },
];

test.each(endings)("Texts of points are completed by the ending of their document: $title", async (row) => {
  const { storage, documents, first, list } = await storageWithPoints({ a: [], b: [] });
  await storage.change(async (changes) => {
    await changes.replacePoints(documents.a ?? 0, [begun("a-0")], '"of":"before"}');
    await changes.replacePoints(documents.a ?? 0, row.points, '"of":"a"}');
    await changes.replacePoints(documents.b ?? 0, [begun("b-0")], '"of":"b"}');
  });
  const query = row.query ?? { docIds: ["a"] };
  expect((await list(query)).wireList).toBe(`[${row.answered.join()}]`);
  const walk = { documentIds: null, after: null, maximumBytes: 1_000 };
  const { lines } = await storage.read((reads) => reads.walkPoints(first, walk));
  for (const line of row.answered.filter((text) => !text.includes("link"))) expect(lines).toContain(`${line}\n`);
});

test("A document keeps the ending of its points until these are replaced", async () => {
  const { storage, documents, first, list } = await storageWithPoints({ a: [] });
  await storage.change(async (changes) => {
    await changes.replacePoints(documents.a ?? 0, [begun("a-0")], '"of":"a"}');
    await changes.putDocument(first, { ...documentFields("a"), docName: "renamed" });
  });
  expect((await list()).wireList).toBe('[{"point_id":"a-0","of":"a"}]');
});
