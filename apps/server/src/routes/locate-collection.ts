import { Refusal } from "@viking-kb/endpoint";
import type { Collection } from "../storage/records.js";
import { given, type OptionalText } from "./given.js";
import type { Call } from "./handler.js";

/** What names a collection. When the resource id is given, it alone decides. */
export interface CollectionLocator {
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
    if (!collection || !(await reads.mayRead(accessKeyId, collection.projectId)))
      throw new Refusal("collection-not-exist");
    return collection;
  }
  const found = await reads.findProject(given(project) ?? defaultProject);
  if (!found) throw new Refusal("collection-not-exist");
  if (!(await reads.mayRead(accessKeyId, found.id))) throw new Refusal("no-permission");
  const collection = await reads.findCollection(found.id, name ?? "");
  if (!collection) throw new Refusal("collection-not-exist");
  return collection;
}
