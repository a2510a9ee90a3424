import { defaultPipelines, indexStatus } from "../collections/default-pipelines.js";
import type { CollectionFields, Json, Pipeline } from "../storage/records.js";

/** What is known of a collection that is to be made. */
export interface NewCollection {
  readonly collectionName: string;
  readonly projectName: string;
  /** Undefined: none. */
  readonly description: string | undefined;
  readonly creator: string;
  readonly resourceId: string;
  /** Unix milliseconds. */
  readonly createTime: number;
}

/**
 * The fields of a new collection. Its index is stored configuration, as in the page's sample: no vector is made. It is
 * `initialising` until its points can be read.
 */
export function newCollection({
  collectionName,
  description = "",
  createTime,
  ...others
}: NewCollection): CollectionFields {
  return {
    ...others,
    name: collectionName,
    description,
    createTime,
    updateTime: createTime,
    pipelines: defaultPipelines(indexStatus.initialising),
    // The standard edition.
    members: { version: 2 },
  };
}

/** Pipelines with all that was initialising ready; undefined when nothing was. */
export function withReadyIndexes(pipelines: readonly Pipeline[]): Pipeline[] | undefined {
  let changed = false;
  const ready = (index: Json): Json => {
    if (!isInitialising(index)) return index;
    changed = true;
    return { ...index, status: indexStatus.ready };
  };
  const changedPipelines = pipelines.map(({ name, members }) => {
    const { index_list: indexes } = members;
    return { name, members: Array.isArray(indexes) ? { ...members, index_list: indexes.map(ready) } : members };
  });
  return changed ? changedPipelines : undefined;
}

function isInitialising(index: Json): index is { readonly [name: string]: Json } {
  return typeof index === "object" && index !== null && "status" in index && index.status === indexStatus.initialising;
}
