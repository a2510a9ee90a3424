import { describe, expect, test } from "vitest";
import { documentFields, pointIdsOf, pointsOf, storedPoints } from "../../testing/storage-records.js";
import { storageWithPoints } from "../../testing/storage-with-points.js";
import { countRows, untrueCounters } from "../../testing/table-rows.js";
import { maximumIdBytes } from "./id-length.js";
import type { PointQuery, StoredPoint } from "./records.js";
import { PointIdTakenError } from "./storage.js";

const all = ["a-0", "a-1", "a-10", "a-11", ...pointIdsOf("a", 10).slice(2), "b-0", "b-1", "b-2"];
const hundredOthers = Array.from({ length: 99 }, (_, index) => `other-${index}`);

interface FilterRow {
  readonly title: string;
  readonly query: Partial<PointQuery>;
  readonly totalCount: number;
  readonly pointIds: readonly string[];
}
const rows: readonly FilterRow[] = [
  { title: "nothing: all", query: {}, totalCount: 15, pointIds: all },
  { title: "a limit", query: { limit: 2 }, totalCount: 15, pointIds: ["a-0", "a-1"] },
  { title: "a limit of none", query: { limit: 0 }, totalCount: 15, pointIds: [] },
  { title: "a limit past the end", query: { limit: 100, offset: 13 }, totalCount: 15, pointIds: ["b-1", "b-2"] },
  { title: "an offset and a limit", query: { limit: 2, offset: 1 }, totalCount: 15, pointIds: ["a-1", "a-10"] },
  { title: "an offset at the end", query: { offset: 15 }, totalCount: 15, pointIds: [] },
  { title: "an offset past the end", query: { offset: 16 }, totalCount: 15, pointIds: [] },
  { title: "the largest offset", query: { offset: Number.MAX_SAFE_INTEGER }, totalCount: 15, pointIds: [] },
  { title: "a document", query: { docIds: ["b"] }, totalCount: 3, pointIds: ["b-0", "b-1", "b-2"] },
  {
    title: "a document twice, and an unknown one",
    query: { docIds: ["b", "b", "x"] },
    totalCount: 3,
    pointIds: ["b-0", "b-1", "b-2"],
  },
  {
    title: "documents, an offset and a limit",
    query: { docIds: ["b", "a"], offset: 11, limit: 2 },
    totalCount: 15,
    pointIds: ["a-9", "b-0"],
  },
  { title: "a document and an offset past the end", query: { docIds: ["b"], offset: 3 }, totalCount: 3, pointIds: [] },
  {
    title: "a hundred documents",
    query: { docIds: [...hundredOthers, "b"] },
    totalCount: 3,
    pointIds: ["b-0", "b-1", "b-2"],
  },
  { title: "no document", query: { docIds: [] }, totalCount: 0, pointIds: [] },
  { title: "a document without points", query: { docIds: ["empty"] }, totalCount: 0, pointIds: [] },
  { title: "the wrong case", query: { docIds: ["B"] }, totalCount: 0, pointIds: [] },
  { title: "names of objects", query: { docIds: ["__proto__", "constructor"] }, totalCount: 0, pointIds: [] },
  { title: "SQL", query: { docIds: ["x') or 1=1 --"], pointIds: ["%"] }, totalCount: 0, pointIds: [] },
  { title: "half a surrogate pair", query: { docIds: ["\ud800", "a\udc00"] }, totalCount: 0, pointIds: [] },
  { title: "the character U+0000", query: { docIds: ["b\0"], pointIds: ["b-0\0"] }, totalCount: 0, pointIds: [] },
  {
    title: "half a surrogate pair and a document",
    query: { docIds: ["\ud800", "b"] },
    totalCount: 3,
    pointIds: ["b-0", "b-1", "b-2"],
  },
  { title: "points", query: { pointIds: ["b-1", "a-10", "x", "b-1"] }, totalCount: 2, pointIds: ["a-10", "b-1"] },
  {
    title: "points, an offset and a limit",
    query: { pointIds: all, offset: 2, limit: 1 },
    totalCount: 15,
    pointIds: ["a-10"],
  },
  { title: "no points", query: { pointIds: [] }, totalCount: 0, pointIds: [] },
  {
    title: "a document and points",
    query: { docIds: ["b"], pointIds: ["a-1", "b-1"] },
    totalCount: 1,
    pointIds: ["b-1"],
  },
  {
    title: "a document and points of another",
    query: { docIds: ["b"], pointIds: ["a-1"] },
    totalCount: 0,
    pointIds: [],
  },
  { title: "a document and no points", query: { docIds: ["b"], pointIds: [] }, totalCount: 0, pointIds: [] },
  { title: "no document and points", query: { docIds: [], pointIds: ["a-1"] }, totalCount: 0, pointIds: [] },
];
describe("Points asked for by", () => {
  test.each(rows)("$title", async ({ query, totalCount, pointIds }) => {
    const { list, storage, second } = await storageWithPoints({
      b: storedPoints(pointIdsOf("b", 3)),
      a: storedPoints(pointIdsOf("a", 12)),
      empty: [],
    });
    // The same ids in another collection are other points.
    await storage.change(async (changes) => {
      const { id } = await changes.putDocument(second, documentFields("b"));
      await changes.replacePoints(id, storedPoints(["b-0", "b-9"], "second"));
    });
    const page = await list(query);
    expect(pointsOf(page)).toEqual(pointIds.map((point_id) => ({ point_id, mark: "" })));
    expect([page.totalCount, page.count]).toEqual([totalCount, pointIds.length]);
  });
});

test("A collection that is not there has no points", async () => {
  const { list, second } = await storageWithPoints({ a: storedPoints(["a-0"]) });
  const nothing = { totalCount: 0, count: 0, wireList: "[]" };
  expect(await list({}, second)).toEqual(nothing);
  expect(await list({}, 999)).toEqual(nothing);
  expect(await list({ docIds: ["a"] }, 999)).toEqual(nothing);
});

test("Points stand in the order of the UTF-8 bytes of their ids, as they were stored to the byte", async () => {
  // By UTF-16 the last two would change places; by a language 中 would stand elsewhere, and A beside a.
  const inOrder = [
    "",
    " ",
    "A",
    "a",
    "a\u0001",
    "a\u0001b",
    "a-1",
    "a-10",
    "a-2",
    "b'",
    "ä",
    "中",
    "文",
    "\uffff",
    "\u{10000}",
  ];
  const wires = inOrder.map((pointId) => ({
    pointId,
    wire: `{ "point_id" : ${JSON.stringify(pointId)},"content":"中\u{1f600}\\u0000\\ud800 é\\n\u2028", "n": 1e2}`,
    wireWithLinks: null,
  }));
  const { list } = await storageWithPoints({ a: wires.toReversed() });
  expect((await list()).wireList).toBe(`[${wires.map(({ wire }) => wire).join(",")}]`);
  for (const { pointId, wire } of wires) expect((await list({ pointIds: [pointId] })).wireList).toBe(`[${wire}]`);
});

test.each([
  [false, '[{"p":1},{"p":2}]'],
  [true, '[{"p":1,"link":"https://example.com"},{"p":2}]'],
])("Points with links: %s", async (withLinks, wireList) => {
  const { list } = await storageWithPoints({
    a: [
      { pointId: "1", wire: '{"p":1}', wireWithLinks: '{"p":1,"link":"https://example.com"}' },
      { pointId: "2", wire: '{"p":2}', wireWithLinks: null },
    ],
  });
  expect((await list({ withLinks })).wireList).toBe(wireList);
});

test("The points of a document are replaced by more, fewer and none", async () => {
  const { path, list, replace } = await storageWithPoints({ a: [], b: storedPoints(["b-0"]) });
  for (const [round, count] of [3, 20_000, 101, 100, 1, 0, 2].entries()) {
    await replace("a", storedPoints(pointIdsOf("a", count), `round ${round}`));
    const page = await list();
    expect([page.totalCount, page.count]).toEqual([count + 1, Math.min(count + 1, 100)]);
    expect((await list({ docIds: ["a"] })).totalCount).toBe(count);
    for (const { point_id, mark } of pointsOf(page)) expect(mark).toBe(point_id === "b-0" ? "" : `round ${round}`);
    expect(await untrueCounters(path)).toEqual([]);
  }
});

interface RefusedRow {
  readonly title: string;
  readonly points: readonly StoredPoint[];
  readonly pointId: string;
  readonly docId: string;
}
const refused: readonly RefusedRow[] = [
  {
    title: "taken by another document",
    points: storedPoints([...pointIdsOf("a", 250), "b-1"]),
    pointId: "b-1",
    docId: "b",
  },
  { title: "given twice", points: storedPoints(["a-1", "a-2", "a-1"]), pointId: "a-1", docId: "a" },
  {
    title: "given twice, far apart",
    points: storedPoints([...pointIdsOf("a", 250), "a-0"]),
    pointId: "a-0",
    docId: "a",
  },
];
test.each(refused)(
  "A point id that is $title is refused, and nothing is changed",
  async ({ points, pointId, docId }) => {
    const { path, storage, documents, list, replace } = await storageWithPoints({
      a: storedPoints(["a-0"], "before"),
      b: storedPoints(["b-0", "b-1"], "before"),
    });
    const before = await list();
    await expect(replace("a", points)).rejects.toThrow(new PointIdTakenError(pointId, docId));
    expect(await list()).toEqual(before);
    // The same holds where the refusal is caught and the change goes on.
    const caught = await storage.change(async (changes) => {
      const error = await changes.replacePoints(documents.a ?? 0, points).catch((reason) => reason);
      await changes.putDocument(1, documentFields("c"));
      return error;
    });
    expect(caught).toMatchObject({ name: "PointIdTakenError", pointId, docId });
    expect(await list()).toEqual(before);
    expect(await countRows(path)).toMatchObject({ document: 3, point: 3 });
    expect(await untrueCounters(path)).toEqual([]);
  },
);

test.each([
  { pointId: "z", wire: "\ud800", fault: "half a surrogate pair" },
  { pointId: "z\0", wire: "{}", fault: "the character U+0000" },
])("A point that cannot be stored, for $fault, leaves the points of its document as they were", async (row) => {
  const { fault, ...point } = row;
  const { storage, documents, list } = await storageWithPoints({ a: storedPoints(["a-0"]) });
  const before = await list();
  const points = [...storedPoints(pointIdsOf("a", 150)), { ...point, wireWithLinks: null }];
  await storage.change((changes) => expect(changes.replacePoints(documents.a ?? 0, points)).rejects.toThrow(fault));
  expect(await list()).toEqual(before);
});

test("A point id is free again once its document gave it up", async () => {
  const { storage, documents, list, replace } = await storageWithPoints({
    a: storedPoints(["x"], "of a"),
    b: [],
    c: [],
  });
  await replace("a", []);
  await replace("b", storedPoints(["x"], "of b"));
  expect(pointsOf(await list())).toEqual([{ point_id: "x", mark: "of b" }]);
  await storage.change((changes) => changes.deleteDocument(documents.b ?? 0));
  await replace("c", storedPoints(["x"], "of c"));
  expect(pointsOf(await list())).toEqual([{ point_id: "x", mark: "of c" }]);
});

test("Ids as long as they may be are held by every index, also where a point's is made of its document's", async () => {
  // Of random letters, since PostgreSQL compresses what repeats.
  const longId = () => Buffer.from(crypto.getRandomValues(new Uint8Array((maximumIdBytes / 4) * 3))).toString("base64");
  const docId = longId();
  const pointIds = [...pointIdsOf(docId, 3), longId()].sort();
  const { list } = await storageWithPoints({ [docId]: storedPoints(pointIds) });
  expect(Buffer.byteLength(docId)).toBe(maximumIdBytes);
  const found = pointsOf(await list({ docIds: [docId] })).map(({ point_id }) => point_id);
  expect(found).toEqual(pointIds);
});
