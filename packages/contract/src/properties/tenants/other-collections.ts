import { findDifferences } from "../../differences.js";
import type { Finding } from "../../finding.js";
import { type JsonObject, member } from "../../json.js";
import { checkPageOf } from "../../strict/rules/points.js";
import { codeIn, type Operation, readOperations } from "../../strict-contract.js";
import { requestsOf, type Trial } from "../trial.js";

/** A collection, and what is known to be in it. */
interface Shelf {
  /** As a request says it. */
  readonly place: JsonObject;
  readonly points: readonly JsonObject[];
  readonly documents: ReadonlySet<string>;
}

/**
 * Asks each collection that the cases name for the documents and points of the next one, by `doc_id`, `doc_ids` and
 * `point_ids`, alone and beside its own: none of them is there.
 */
export async function tryOtherCollections(operation: Operation, trial: Trial): Promise<void> {
  const { operationId } = operation;
  const { ended, fail, leaveOut } = trial;
  const isOne = operationId === "getDocInfo";
  if (!isOne && operationId !== "listPoints") return;
  const shelves = await readShelves(trial);
  if (shelves.length < 2)
    leaveOut("documents of another collection: the cases name but one that can be listed; name a second one (--names)");
  for (const [index, own] of shelves.entries()) {
    const other = shelves[(index + 1) % shelves.length];
    if (other === undefined || other === own) return;
    const name = String(other.place.collection_name);
    if (ended()) return;
    const findings = isOne
      ? await asksForDocument(operation, own, other, trial)
      : await asksForPoints(operation, own, other, trial);
    if (findings.length === 0) continue;
    const title = `in ${own.place.collection_name}, what ${name} holds is not there`;
    fail({ operationId, title, findings });
  }
}

async function readShelves({ context, wholeOf }: Trial): Promise<Shelf[]> {
  const requests = readOperations()
    .filter(({ fields }) => fields.some(({ name }) => name === "collection_name"))
    .flatMap((operation) => requestsOf(context, operation, 200))
    .filter(({ collection_name: name, resource_id: id, pipeline_name: pipeline }) => name && !id && !pipeline);
  const placeOf = ({ collection_name = null, project = null }: JsonObject): JsonObject => ({
    collection_name,
    project,
  });
  // Several names may stand for one collection of the target, and no project means the default one.
  const keyOf = ({ collection_name: name = null, project }: JsonObject) => JSON.stringify([name, project || "default"]);
  const places = new Map(requests.map((request) => [keyOf(request), placeOf(request)]));
  const shelves: Shelf[] = [];
  for (const [key, place] of places) {
    const points = await wholeOf(place);
    if (points === undefined) continue;
    const named = requests.filter((request) => keyOf(request) === key).map(({ doc_id: id }) => id);
    const ids = [...named, ...points.map((point) => member(point, "doc_info").doc_id)];
    shelves.push({ place, points, documents: new Set(ids.filter((id) => typeof id === "string")) });
  }
  return shelves;
}

/** How many documents of another collection are asked for. */
const mostDocuments = 2;

async function asksForDocument(operation: Operation, own: Shelf, other: Shelf, { asker }: Trial): Promise<Finding[]> {
  const foreign = [...other.documents].filter((id) => !own.documents.has(id)).slice(0, mostDocuments);
  for (const id of foreign) {
    const request = { ...own.place, doc_id: id };
    const { body, findings } = await asker.ask(operation, request);
    if (findings.length > 0) return [...findings];
    if (codeIn(operation.operationId, body)?.kind !== "success") continue;
    // A document of its own may be called the same: then it is another one.
    const { body: theirs } = await asker.ask(operation, { ...other.place, doc_id: id });
    if (findDifferences(nameless(body), nameless(theirs), "").length > 0) continue;
    const message = `is the document ${id} of ${other.place.collection_name}; expected that it does not exist`;
    return [{ at: "/data", message }];
  }
  return [];
}

/** What an answer says of a document but where it is. */
function nameless(body: JsonObject): JsonObject {
  const { collection_name: _name, ...data } = member(body, "data");
  return { data };
}

async function asksForPoints(operation: Operation, own: Shelf, other: Shelf, { asker }: Trial): Promise<Finding[]> {
  const foreign = other.points.find((point) => !own.documents.has(String(member(point, "doc_info").doc_id)));
  if (foreign === undefined) return [];
  const idsOf = (point: JsonObject) => ({
    doc_ids: String(member(point, "doc_info").doc_id),
    point_ids: String(point.point_id),
  });
  const theirs = idsOf(foreign);
  const [first] = own.points;
  const ours = first && idsOf(first);
  const lists = (["doc_ids", "point_ids"] as const).flatMap((field): JsonObject[] => [
    { [field]: [theirs[field]] },
    ...(ours === undefined ? [] : [{ [field]: [theirs[field], ours[field]] }]),
  ]);
  for (const list of lists) {
    const request = { ...own.place, ...list };
    const { body, findings } = await asker.ask(operation, request);
    const found = findings.length > 0 ? findings : checkPageOf(own.points, request, body);
    if (found.length > 0) return [{ at: "request", message: JSON.stringify(request) }, ...found];
  }
  return [];
}
