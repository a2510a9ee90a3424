import type { Collection, Document } from "../storage/records.js";
import type { Changes, Storage } from "../storage/storage.js";
import { type NewCollection, newCollection, withReadyIndexes } from "./new-collection.js";

/** A collection with its documents, as they are before an import. */
export interface ExistingCollection {
  readonly collection: Collection;
  readonly documents: readonly Document[];
}

/** The collection of a name, of one snapshot with its documents. */
export async function findExisting(
  storage: Storage,
  projectName: string,
  collectionName: string,
): Promise<ExistingCollection | undefined> {
  return await storage.read(async (reads) => {
    const project = await reads.findProject(projectName);
    const collection = project && (await reads.findCollection(project.id, collectionName));
    return collection && { collection, documents: await reads.listDocuments(collection.id) };
  });
}

/** The collection that is imported into, made where there is none by now. A description that is given replaces its own. */
export async function ensureCollection(changes: Changes, wanted: NewCollection): Promise<Collection> {
  const { projectName, collectionName, description, createTime } = wanted;
  const project = await changes.findProject(projectName);
  const collection = project && (await changes.findCollection(project.id, collectionName));
  if (collection === undefined) return await changes.createCollection(newCollection(wanted));
  if (description !== undefined && description !== collection.description) {
    await changes.updateCollection(collection.id, { description, updateTime: createTime });
  }
  return collection;
}

/** How an import ended. */
export interface ImportEnd {
  readonly isChanged: boolean;
  readonly isInterrupted: boolean;
  /** Unix milliseconds. */
  readonly time: number;
}

/**
 * Brings a collection up to date after an import: its points can be read now, so its indexes are ready.
 *
 * @returns the collection as it is now
 */
export async function endImport(
  storage: Storage,
  { resourceId }: Collection,
  { isChanged, isInterrupted, time }: ImportEnd,
): Promise<Collection> {
  return await storage.change(async (changes) => {
    const collection = await changes.findCollectionByResourceId(resourceId);
    if (collection === undefined) throw new Error("The collection was deleted while it was imported into.");
    const pipelines = isInterrupted ? undefined : withReadyIndexes(collection.pipelines);
    if (isChanged || pipelines) {
      await changes.updateCollection(collection.id, { updateTime: time, ...(pipelines ? { pipelines } : {}) });
    }
    return collection;
  });
}
