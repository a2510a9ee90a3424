import { type DocumentedCase, fixtureCollections } from "../../cases/documented-cases.js";
import type { Names } from "../../cases/names.js";
import { findDifferences } from "../../differences.js";
import type { Finding } from "../../finding.js";
import { isObject, type JsonObject, member } from "../../json.js";
import { type Place, startWalk, type Walk, type WalkSettings } from "./walk.js";
import { walkDocuments } from "./walk-documents.js";
import { listAll, walkPoints } from "./walk-points.js";

/**
 * Goes through a collection as a client does, and holds its answers to each other. Resolves to the number of its
 * points; 0 where that was not told.
 */
export async function walkCollection(place: Place, settings: WalkSettings): Promise<number> {
  const walk = startWalk(place, settings);
  const seen = await listAll(walk);
  if (seen === undefined) return 0;
  await walkPoints(walk, seen);
  const documents = await walkDocuments(walk, seen);
  const page = await walk.step("listPoints", "its total alone", { ...place, limit: 0 });
  if (page !== undefined) await walkNames(walk, { total: seen.total, documents, page });
  return seen.total;
}

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
    walk.decisions ? checkCounters(member(body, "data"), seen) : [],
  );
  const other = member(info, "data").resource_id;
  if (info === undefined || id !== undefined || typeof other !== "string") return;
  const how = "when located by resource_id";
  const sameAs = (first: JsonObject) => (second: JsonObject) => findDifferences(first, second, how);
  // That null is no name is this project's decision.
  const [noName, noCollectionName] = walk.decisions ? [{ name: null }, { collection_name: null }] : [{}, {}];
  await walk.step("getCollectionInfo", how, { ...noName, resource_id: other }, sameAs(info));
  await walk.step("listPoints", how, { ...noCollectionName, resource_id: other, limit: 0 }, sameAs(seen.page));
}

/**
 * A collection has as many points as each of its pipelines counts, and no fewer documents than have points.
 * This project's decision, since the pages' samples contradict each other: a server counts what it holds.
 */
function checkCounters({ pipeline_list: pipelines }: JsonObject, { total, documents }: SeenCollection): Finding[] {
  return (Array.isArray(pipelines) ? pipelines.filter(isObject) : []).flatMap((pipeline, index): Finding[] => {
    const { point_num: points, doc_num: docs } = member(pipeline, "pipeline_stat");
    const at = `/data/pipeline_list/${index}/pipeline_stat`;
    return [
      ...(points === total ? [] : [{ at: `${at}/point_num`, message: `is ${points}; point/list counts ${total}` }]),
      ...(typeof docs === "number" && docs < documents
        ? [{ at: `${at}/doc_num`, message: `is ${docs}; ${documents} documents have points` }]
        : []),
    ];
  });
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
export function placesOfFixtures(names: Names): Place[] {
  return fixtureCollections().flatMap(({ collection_name, project }): Place[] => {
    const collection = names.collection?.[collection_name];
    const own = names.project?.[project];
    if (collection === null || own === null) return [];
    return [{ collection_name: collection ?? collection_name, project: own ?? project }];
  });
}
