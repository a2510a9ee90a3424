import { describe, expect, test } from "vitest";
import { openReversedStorage } from "../../testing/reversed-storage.js";
import { collectionFields, documentFields, pointQuery, pointsOf, storedPoints } from "../../testing/storage-records.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { PointQuery } from "./records.js";
import type { Reads, Storage } from "./storage.js";

/** Everything is made in an order that is not the one asked for. */
async function fill(storage: Storage): Promise<number> {
  return storage.change(async (changes) => {
    for (const name of ["b", "中", "a", "ä"]) await changes.ensureProject(name);
    for (const [accessKeyId, createTime] of [["new", 2] as const, ["old", 1] as const, ["also old", 1] as const]) {
      const key = { accessKeyId, secretAccessKey: "secret", name: "", projects: ["b", "中", "a"], createTime };
      await changes.createAccessKey(key);
    }
    for (const [projectName, name] of [["b", "faq"] as const, ["a", "z"] as const, ["a", "b"] as const]) {
      await changes.createCollection(collectionFields({ projectName, name }));
    }
    const { id } = await changes.createCollection(collectionFields({ projectName: "b", name: "a" }));
    // Points of the two documents stand among each other.
    for (const [docId, pointIds] of [
      ["中", []] as const,
      ["z", ["b", "d", "f"]] as const,
      ["a", ["e", "c", "a"]] as const,
    ]) {
      const document = await changes.putDocument(id, documentFields(docId));
      await changes.replacePoints(document.id, storedPoints(pointIds));
    }
    return id;
  });
}

const pointIds =
  (query: Partial<PointQuery>) =>
  async (reads: Reads, collectionId: number): Promise<string[]> =>
    pointsOf(await reads.listPoints(collectionId, pointQuery(query))).map(({ point_id }) => point_id);

type List = (reads: Reads, collectionId: number) => Promise<unknown[]>;
const lists: Record<string, [list: List, inOrder: unknown[]]> = {
  projects: [async (reads) => (await reads.listProjects()).map(({ name }) => name), ["a", "b", "ä", "中"]],
  "access keys": [
    async (reads) => (await reads.listAccessKeys()).map(({ accessKeyId }) => accessKeyId),
    ["old", "also old", "new"],
  ],
  "an access key's projects": [
    async (reads) => (await reads.listAccessKeys()).map(({ projects }) => projects),
    Array(3).fill(["a", "b", "中"]),
  ],
  collections: [async (reads) => (await reads.listCollections()).map(({ name }) => name), ["b", "z", "a", "faq"]],
  documents: [async (reads, id) => (await reads.listDocuments(id)).map(({ docId }) => docId), ["a", "z", "中"]],
  points: [pointIds({}), ["a", "b", "c", "d", "e", "f"]],
  "a page of points": [pointIds({ offset: 1, limit: 3 }), ["b", "c", "d"]],
  "a page of points of documents": [pointIds({ docIds: ["z", "a"], offset: 1, limit: 3 }), ["b", "c", "d"]],
  "a page of named points": [pointIds({ pointIds: ["f", "e", "d", "c"], offset: 1, limit: 2 }), ["d", "e"]],
  "a page of named points of documents": [
    pointIds({ docIds: ["z", "a"], pointIds: ["f", "c", "e", "b"], offset: 1, limit: 2 }),
    ["c", "e"],
  ],
};
describe("In the order that is promised, whichever the database finds them in, come", () => {
  test.each(Object.entries(lists))("%s", async (_what, [list, inOrder]) => {
    const path = await temporaryDatabase();
    const storage = await openTemporaryStorage(path);
    const collectionId = await fill(storage);
    for (const each of [storage, await openReversedStorage(path)]) {
      expect(await each.read((reads) => list(reads, collectionId))).toEqual(inOrder);
      expect(await each.change((changes) => list(changes, collectionId))).toEqual(inOrder);
    }
  });
});

test("Of several points whose ids are taken the first is named", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  const collectionId = await fill(storage);
  const { id } = await storage.change((changes) => changes.putDocument(collectionId, documentFields("other")));
  for (const each of [storage, await openReversedStorage(path)]) {
    const change = each.change((changes) => changes.replacePoints(id, storedPoints(["x", "f", "a", "d"])));
    await expect(change).rejects.toMatchObject({ pointId: "a", docId: "a" });
  }
});
