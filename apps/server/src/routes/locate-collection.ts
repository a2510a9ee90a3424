import { collectionNotExist, invalidRequest, noPermission } from "../http/refusal.js";
import type { Collection } from "../storage/records.js";
import type { Call } from "./handler.js";

/** A text field as sent: null, absent and "" all mean "not given" for what locates a collection or a pipeline. */
export type OptionalText = string | null | undefined;

/** The text, or undefined when it is not given. */
export function given(text: OptionalText): string | undefined {
  return text === null || text === "" ? undefined : text;
}

/** What names a collection. When the resource id is given, it alone decides. */
interface CollectionLocator {
  readonly name: OptionalText;
  readonly project: OptionalText;
  readonly resourceId: OptionalText;
}

const defaultProject = "default";

/**
 * The collection that a request names.
 *
 * @throws Refusal: by name, 1000005 for an unknown project, then 1000002 where the key may not read the project, then
 * 1000005 for an unknown collection; by resource id, 1000005 for all three, so that nobody learns of what is not his.
 */
export async function locateCollection(
  { reads, accessKeyId }: Call<unknown>,
  { name, project, resourceId }: CollectionLocator,
): Promise<Collection> {
  const id = given(resourceId);
  if (id !== undefined) {
    const collection = await reads.findCollectionByResourceId(id);
    if (!collection || !(await reads.mayRead(accessKeyId, collection.projectId))) throw collectionNotExist();
    return collection;
  }
  const found = await reads.findProject(given(project) ?? defaultProject);
  if (!found) throw collectionNotExist();
  if (!(await reads.mayRead(accessKeyId, found.id))) throw noPermission();
  const collection = await reads.findCollection(found.id, name ?? "");
  if (!collection) throw collectionNotExist();
  return collection;
}

/**
 * Lets a `pipeline_name` pass that is not given or is one of the collection's.
 *
 * @throws Refusal (1000003) for any other.
 */
export function requirePipeline({ pipelines }: Collection, pipelineName: OptionalText): void {
  const name = given(pipelineName);
  if (name === undefined || pipelines.some((pipeline) => pipeline.name === name)) return;
  throw invalidRequest("pipeline_name: the collection has no such pipeline");
}
