import type { DocumentedCase } from "../documented-case.js";
import type { Names } from "../names.js";
import type { Place } from "./walk.js";

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
