import { invalidRequest, Refusal } from "@viking-kb/endpoint";
import { isGiven } from "@viking-kb/spec";
import { defaultProject } from "../collections.js";
import type { Collection } from "../storage/records.js";
import type { Call } from "./handler.js";

/** A field as sent, which may be given or not. */
type OptionalText = string | null | undefined;

/** What names a collection, beside its name, in every operation but task/info. */
export interface Locator {
  readonly project?: OptionalText;
  /** When it is given, it alone decides. */
  readonly resource_id?: OptionalText;
}

/**
 * The collection that a request names.
 *
 * @throws Refusal: by name, 1000005 for an unknown project, then 1000002 where the key may not read the project, then
 * 1000005 for an unknown collection; by resource id, 1000005 for all three, so that nobody learns what others have.
 */
export async function locateCollection(
  { reads, accessKeyId, body }: Call<Locator>,
  name: OptionalText,
): Promise<Collection> {
  const { project, resource_id: resourceId } = body;
  if (isGiven(resourceId)) {
    const collection = await reads.findCollectionByResourceId(resourceId);
    if (!collection || !(await reads.mayRead(accessKeyId, collection.projectId)))
      throw new Refusal("collection-not-exist");
    return collection;
  }
  const found = await reads.findProject(isGiven(project) ? project : defaultProject);
  if (!found) throw new Refusal("collection-not-exist");
  if (!(await reads.mayRead(accessKeyId, found.id))) throw new Refusal("no-permission");
  const collection = await reads.findCollection(found.id, name ?? "");
  if (!collection) throw new Refusal("collection-not-exist");
  return collection;
}

/**
 * Lets a `pipeline_name` pass that is not given or is one of the collection's.
 *
 * @throws Refusal (1000003) for any other.
 */
export function requirePipeline({ pipelines }: Collection, pipelineName: OptionalText): void {
  if (!isGiven(pipelineName) || pipelines.some(({ name }) => name === pipelineName)) return;
  throw invalidRequest("pipeline_name: the collection has no such pipeline");
}
