import { type JsonObject, member } from "../json.js";
import { countedCollectionRule } from "./counted.js";
import { sameDataRule } from "./same-data.js";
import type { Walk } from "./walk.js";

/** What was seen of a collection before. */
export interface SeenCollection {
  readonly total: number;
  readonly documents: number;
  /** A page that its name was given for, as it was answered. */
  readonly page: JsonObject;
}

/** Asks for the collection itself, and again by its other name, which must get the same answers. */
export async function walkNames(walk: Walk, seen: SeenCollection): Promise<void> {
  const { collection_name: name, resource_id: id, ...others } = walk.place;
  const locator: JsonObject = id === undefined ? { ...others, name: name ?? "" } : { resource_id: id };
  const info = await walk.step("getCollectionInfo", "what it counts", locator, (body) =>
    walk.held(countedCollectionRule, { collection: member(body, "data"), ...seen }),
  );
  const other = member(info, "data").resource_id;
  if (info === undefined || id !== undefined || typeof other !== "string") return;
  const how = "when located by resource_id";
  const sameAs = (first: JsonObject) => (second: JsonObject) => walk.held(sameDataRule, { first, second, how });
  await walk.step("getCollectionInfo", how, { resource_id: other }, sameAs(info));
  await walk.step("listPoints", how, { resource_id: other, limit: 0 }, sameAs(seen.page));
}
