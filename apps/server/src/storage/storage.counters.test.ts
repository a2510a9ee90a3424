import fc from "fast-check";
import { expect, test } from "vitest";
import { collectionFields, documentFields, pointQuery, pointsOf, storedPoints } from "../../testing/storage-records.js";
import { untrueCounters } from "../../testing/table-rows.js";
import { isOnPostgres, openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { Changes, Storage } from "./storage.js";

/** What a collection should hold: the state and the point ids of each document. */
type Model = Map<string, { status: number; pointIds: string[] }>;

const docId = fc.constantFrom("a", "b", "中");
const status = fc.constantFrom(0, 1, 2, 3, 5, 6);
const pointIds = fc.uniqueArray(fc.constantFrom("p-1", "p-10", "p-2", "\uffff", "\u{10000}"), { maxLength: 5 });
const step = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), docId, status }),
  fc.record({ kind: fc.constant("set state" as const), docId, status }),
  fc.record({ kind: fc.constant("replace points" as const), docId, pointIds }),
  fc.record({ kind: fc.constant("delete" as const), docId }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const transaction = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  fails: fc.boolean(),
});

/** Does a step in the model, and returns whether it can be done. */
function model(documents: Model, given: Step): boolean {
  const document = documents.get(given.docId);
  if (given.kind === "put") {
    documents.set(given.docId, { status: given.status, pointIds: document?.pointIds ?? [] });
    return true;
  }
  if (!document) return given.kind === "delete";
  if (given.kind === "delete") documents.delete(given.docId);
  if (given.kind === "set state") documents.set(given.docId, { ...document, status: given.status });
  if (given.kind === "replace points") {
    const taken = new Set(
      [...documents.values()].filter((other) => other !== document).flatMap((other) => other.pointIds),
    );
    if (given.pointIds.some((pointId) => taken.has(pointId))) return false;
    documents.set(given.docId, { ...document, pointIds: given.pointIds });
  }
  return true;
}

/** Does a step in the storage. */
async function perform(changes: Changes, collectionId: number, given: Step): Promise<void> {
  const documentId = (await changes.findDocument(collectionId, given.docId))?.id ?? -1;
  if (given.kind === "put") {
    await changes.putDocument(collectionId, documentFields(given.docId, { processStatus: given.status }));
  } else if (given.kind === "set state") {
    await changes.setDocumentState(
      documentId,
      { processStatus: given.status, failedCode: null, failedMessage: null },
      1,
    );
  } else if (given.kind === "replace points") {
    await changes.replacePoints(documentId, storedPoints(given.pointIds));
  } else {
    await changes.deleteDocument(documentId);
  }
}

/** The storage holds what the model says, counters and points in the order of their ids' bytes included. */
async function compare(storage: Storage, collectionId: number, documents: Model): Promise<void> {
  const statuses = [...documents.values()].map((document) => document.status);
  const inOrder = [...documents.values()]
    .flatMap((document) => document.pointIds)
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  await storage.read(async (reads) => {
    const collection = (await reads.listCollections()).find(({ id }) => id === collectionId);
    expect(collection).toMatchObject({
      documentCount: statuses.length,
      finishedDocumentCount: statuses.filter((one) => one === 0 || one === 1).length,
      succeededDocumentCount: statuses.filter((one) => one === 0).length,
      pointCount: inOrder.length,
    });
    const page = await reads.listPoints(collectionId, pointQuery());
    expect([page.totalCount, pointsOf(page).map(({ point_id }) => point_id)]).toEqual([inOrder.length, inOrder]);
  });
}

test("Counters, totals and pages are true after every change, be it kept, refused or rolled back", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  let run = 0;
  const property = fc.asyncProperty(fc.array(transaction, { maxLength: 25 }), async (transactions) => {
    const fields = collectionFields({ name: `run_${run++}` });
    const { id } = await storage.change((changes) => changes.createCollection(fields));
    let documents: Model = new Map();
    for (const { steps, fails } of transactions) {
      const after: Model = new Map(documents);
      const work = storage.change(async (changes) => {
        for (const given of steps) {
          const done = perform(changes, id, given);
          // A refusal is caught, and the change goes on.
          if (model(after, given)) await done;
          else await expect(done).rejects.toThrow();
        }
        if (fails) throw new Error("Not kept.");
      });
      if (fails) await expect(work).rejects.toThrow("Not kept.");
      else {
        await work;
        documents = after;
      }
      await compare(storage, id, documents);
    }
    expect(await untrueCounters(path)).toEqual([]);
    if (run % 2 === 0) await storage.change((changes) => changes.deleteCollection(id));
  });
  await fc.assert(property, { seed: 20_260_115, numRuns: isOnPostgres ? 15 : 40 });
});
