import type { DocumentedCase } from "../../cases/documented-case.js";
import type { Names } from "../../cases/names.js";
import { type Place, startWalk, type WalkSettings } from "./walk.js";
import { walkDocuments } from "./walk-documents.js";
import { walkNames } from "./walk-names.js";
import { listAll, walkPoints } from "./walk-points.js";

/** Goes through a collection as a client does, and holds its answers to each other. */
export async function walkCollection(place: Place, settings: WalkSettings): Promise<void> {
  const walk = startWalk(place, settings);
  const seen = await listAll(walk);
  if (seen === undefined) return;
  await walkPoints(walk, seen);
  const documents = await walkDocuments(walk, seen);
  const page = await walk.step("listPoints", "its total alone", { ...place, limit: 0 });
  if (page !== undefined) await walkNames(walk, { total: seen.total, documents, page });
}

/** The collections that cases with an answer of success name, and further ones, each once. */
export function placesOf(cases: readonly DocumentedCase[], further: readonly Place[]): Place[] {
  const places = cases
    .filter(({ status, request }) => status === 200 && request.task_id === undefined)
    .map(({ request }): Place => {
      const { name, collection_name = name, project, resource_id } = request;
      if (typeof resource_id === "string" && resource_id !== "") return { resource_id };
      return { collection_name: String(collection_name), project: project ? String(project) : "default" };
    });
  return [...new Map([...places, ...further].map((place) => [JSON.stringify(place), place])).values()];
}

/** The collections of the fixtures in the target's own names, those left out that it has nothing for. */
export function renamedPlaces(places: readonly Required<Omit<Place, "resource_id">>[], names: Names): Place[] {
  return places.flatMap(({ collection_name, project }): Place[] => {
    const collection = names.collection?.[collection_name];
    const own = names.project?.[project];
    if (collection === null || own === null) return [];
    return [{ collection_name: collection ?? collection_name, project: own ?? project }];
  });
}
