import { isDeepStrictEqual } from "node:util";
import { defaultPipelines, findNamedCollection, indexStatus, withReadyIndexes } from "../collections.js";
import type { Collection, CollectionFields, Pipeline } from "../storage/records.js";
import type { Changes, Storage } from "../storage/storage.js";
import type { TableField } from "./collection-file.js";

/**
 * The collection that an import asks for. A description, where given, replaces that of an existing collection. So does
 * a table; without one the collection has none, unless that of an existing collection is kept.
 */
interface WantedCollection
  extends Pick<CollectionFields, "projectName" | "name" | "creator" | "resourceId" | "createTime"> {
  readonly description: string | undefined;
  readonly table: readonly TableField[] | "kept" | undefined;
}

/** Finds the collection, or makes it, with an index that is not ready until the import ends. */
export async function ensureCollection(changes: Changes, wanted: WantedCollection): Promise<Collection> {
  const { description, table, ...others } = wanted;
  const collection = await findNamedCollection(changes, wanted);
  if (collection === undefined) {
    return await changes.createCollection({
      ...others,
      description: description ?? "",
      updateTime: wanted.createTime,
      pipelines: withTable(defaultPipelines(indexStatus.initialising), table === "kept" ? undefined : table),
      // The standard edition.
      members: { version: 2 },
    });
  }
  const pipelines = table === "kept" ? collection.pipelines : withTable(collection.pipelines, table);
  const changed = {
    ...(description === undefined || description === collection.description ? {} : { description }),
    ...(isDeepStrictEqual(pipelines, collection.pipelines) ? {} : { pipelines }),
  };
  if (Object.keys(changed).length === 0) return collection;
  await changes.updateCollection(collection.id, { ...changed, updateTime: wanted.createTime });
  return { ...collection, ...changed };
}

/** Pipelines that say of what kind their data is: rows of a table, or, without one, documents. */
function withTable(pipelines: readonly Pipeline[], table: readonly TableField[] | undefined): readonly Pipeline[] {
  return pipelines.map(({ name, members }) => {
    const { data_type: _, table_config_list: __, ...others } = members;
    const columns = table?.map(({ field_name, field_type }) => ({ field_name, field_type }));
    return {
      name,
      members: columns ? { ...others, data_type: "structured_data", table_config_list: columns } : others,
    };
  });
}

/**
 * Brings a collection up to date after an import that ended at `time`, in Unix milliseconds: its points can be read
 * now, so its indexes are ready.
 *
 * @returns how many points it has
 */
export async function endImport(
  storage: Storage,
  { resourceId }: Collection,
  { isChanged, isInterrupted, time }: { isChanged: boolean; isInterrupted: boolean; time: number },
): Promise<number> {
  return await storage.change(async (changes) => {
    const collection = await changes.findCollectionByResourceId(resourceId);
    if (collection === undefined) throw new Error("The collection was deleted while it was imported into.");
    const pipelines = isInterrupted ? undefined : withReadyIndexes(collection.pipelines);
    if (isChanged || pipelines) {
      await changes.updateCollection(collection.id, { updateTime: time, ...(pipelines ? { pipelines } : {}) });
    }
    return collection.pointCount;
  });
}
