import type { Collection, Document } from "../src/storage/records.js";
import type { Reads, Storage } from "../src/storage/storage.js";

/** A point as point/list answers it, as far as tests look at it. */
export interface AnsweredPoint {
  readonly point_id: string;
  readonly content: string;
  readonly [member: string]: unknown;
}

/** What a storage holds of a collection, all of one moment. */
export interface StoredCollection {
  readonly collection: Collection;
  readonly documents: readonly Document[];
  readonly points: readonly AnsweredPoint[];
}

/** Reads a collection of the project `default`. */
export async function storedCollection(storage: Storage, name: string): Promise<StoredCollection> {
  return await storage.read(async (reads) => {
    const project = await reads.findProject("default");
    const collection = project && (await reads.findCollection(project.id, name));
    if (collection === undefined) throw new Error(`There is no collection ${name}.`);
    return {
      collection,
      documents: await reads.listDocuments(collection.id),
      points: await pointsOf(reads, collection.id),
    };
  });
}

async function pointsOf(reads: Reads, collectionId: number): Promise<AnsweredPoint[]> {
  const query = { docIds: null, pointIds: null, offset: 0, limit: 1_000_000, withLinks: false };
  return JSON.parse((await reads.listPoints(collectionId, query)).wireList);
}

/** The state of each document, with how many points of it can be read. */
export function statesOf({ documents }: StoredCollection): Record<string, readonly [status: number, points: number]> {
  return Object.fromEntries(
    documents.map(({ docId, processStatus, pointCount }) => [docId, [processStatus, pointCount]]),
  );
}

/** Whether the collection's counters say what its documents and points are. */
export function countersOf({ collection, documents, points }: StoredCollection) {
  const { documentCount, finishedDocumentCount, succeededDocumentCount, pointCount } = collection;
  const inState = (...states: number[]) =>
    documents.filter(({ processStatus }) => states.includes(processStatus)).length;
  return {
    said: { documentCount, finishedDocumentCount, succeededDocumentCount, pointCount },
    counted: {
      documentCount: documents.length,
      finishedDocumentCount: inState(0, 1),
      succeededDocumentCount: inState(0),
      pointCount: points.length,
    },
  };
}
