import { type Finding, quote } from "../finding.js";
import { type Json, type JsonObject, member } from "../json.js";
import { pointsOf } from "./points.js";
import type { Reading, Rule } from "./rule.js";

/** Fields of the request, and those of `data` that say the same. */
const echoes = [
  ["name", "collection_name"],
  ["collection_name", "collection_name"],
  ["doc_id", "doc_id"],
] as const;

/**
 * What was asked for is what is answered: the collection, the document, and in each point the collection again.
 * The vendor's pages answer two of their samples with other ids than were asked for, so only those fields are held
 * that the documented answer echoes.
 */
export const echoRule: Rule = {
  name: "echo",
  source: "documentation pages: meaning of these fields",
  check: checkEcho,
};

function checkEcho({ documented: { request, response }, body }: Reading): Finding[] {
  const data = member(body, "data");
  const documentedData = member(response, "data");
  const fields = echoes.flatMap(([from, to]) => {
    const asked = request[from];
    return documentedData[to] === asked && typeof asked === "string" ? mismatch(`/data/${to}`, data[to], asked) : [];
  });
  const points = pointsOf(body).flatMap((point, index) => {
    const at = `/data/point_list/${index}`;
    return [...sameIn(at, point, data, "collection_name"), ...sameIn(at, point, locatorOf(request), "resource_id")];
  });
  return [...fields, ...sameIn("/data", data, locatorOf(request), "project", "resource_id"), ...points];
}

/** Where the request says that the collection is; a resource_id alone decides, whatever is said beside it. */
function locatorOf({ name, collection_name = name, project, resource_id }: JsonObject): JsonObject {
  if (resource_id) return { resource_id };
  return collection_name ? { project: project || "default" } : {};
}

/** Later fields need not be there; where one is, it is the same. */
function sameIn(at: string, actual: JsonObject, expected: JsonObject, ...names: string[]): Finding[] {
  return names.flatMap((name) => {
    const value = expected[name];
    return typeof value === "string" ? mismatch(`${at}/${name}`, actual[name], value) : [];
  });
}

function mismatch(at: string, actual: Json | undefined, expected: string): Finding[] {
  if (typeof actual !== "string" || actual === expected) return [];
  return [{ at, message: `is ${quote(actual)}; expected ${quote(expected)}` }];
}
