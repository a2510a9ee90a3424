import type { DocumentedCase } from "../../cases/documented-cases.js";
import type { Names } from "../../cases/names.js";
import { compareAnswers } from "../../compare/differences.js";
import { type JsonObject, member, pointerStep } from "../../json.js";
import { type Place, startWalk, type Walk, type WalkRule, type WalkSettings } from "./walk.js";
import { countedCollectionRule, walkDocuments } from "./walk-documents.js";
import { listAll, walkPoints } from "./walk-points.js";

/** Two answers that must say the same, their links without what signs them. */
interface TwoAnswers {
  readonly first: JsonObject;
  readonly second: JsonObject;
  /** What the second was asked with, in words. */
  readonly how: string;
}

/** Two ways of asking for one thing get one answer; `request_id` is new each time. */
export const sameDataRule: WalkRule<TwoAnswers> = {
  name: "same-data",
  source: "documentation pages: resource_id or name; null, absent and default; every operation reads",
  check: ({ first, second, how }) =>
    compareAnswers(first, second).map(({ path, kind }) => ({
      at: path.map(pointerStep).join(""),
      message: `is ${kind === "extra" ? "there" : kind === "missing" ? "missing" : "another"} ${how}`,
    })),
};

/** What was seen of a collection before. */
interface SeenCollection {
  readonly total: number;
  readonly documents: number;
  /** A page that its name was given for, as it was answered. */
  readonly page: JsonObject;
}

/** Asks for the collection itself, and again by its other name, which must get the same answers. */
async function walkNames(walk: Walk, seen: SeenCollection): Promise<void> {
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
