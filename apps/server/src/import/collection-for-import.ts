import { defaultPipelines, findNamedCollection, indexStatus, withReadyIndexes } from "../collections.js";
import type { Collection, CollectionFields } from "../storage/records.js";
import type { Changes, Storage } from "../storage/storage.js";

/** The collection that an import asks for. A description, where given, replaces that of an existing collection. */
export interface WantedCollection
  extends Pick<CollectionFields, "projectName" | "name" | "creator" | "resourceId" | "createTime"> {
  readonly description: string | undefined;
}

/** Finds the collection, or makes it, with an index that is not ready until the import ends. */
export async function ensureCollection(changes: Changes, wanted: WantedCollection): Promise<Collection> {
  const { description, createTime } = wanted;
  const collection = await findNamedCollection(changes, wanted);
  if (collection === undefined) {
    return await changes.createCollection({
      ...wanted,
      description: description ?? "",
      updateTime: createTime,
      pipelines: defaultPipelines(indexStatus.initialising),
      // The standard edition.
      members: { version: 2 },
    });
  }
  if (description !== undefined && description !== collection.description) {
    await changes.updateCollection(collection.id, { description, updateTime: createTime });
  }
  return collection;
}

/**
 * Brings a collection up to date after an import that ended at `time`, in Unix milliseconds: its points can be read now,
 * so its indexes are ready.
 *
 * @returns the collection as it is now
 */
export async function endImport(
  storage: Storage,
  { resourceId }: Collection,
  { isChanged, isInterrupted, time }: { isChanged: boolean; isInterrupted: boolean; time: number },
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
