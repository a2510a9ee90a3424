import { answerFields, requestFields, states } from "../../field-kinds.js";
import { type Finding, quote } from "../../finding.js";
import { type Json, type JsonObject, member } from "../../json.js";
import { dataOf, pointsOf, type Reading, type Rule } from "./rule.js";

/** What an answer repeats of its request. */
export const echoRule: Rule = {
  name: "echo",
  source: "documentation pages: meaning of these fields",
  check: checkEcho,
};

/** What an answer repeats of the documented case. */
export const stateRule: Rule = {
  name: "state",
  source: "the documented cases: each is about a resource in the state that it shows",
  check: ({ documented: { response }, body }) => sameStates("/data", dataOf(body), dataOf(response)),
};

/**
 * What was asked for is what is answered: the collection, the document, and in each point the collection again.
 * The vendor's pages answer two of their samples with other ids than were asked for, so only those fields are held
 * that the documented answer echoes.
 */
function checkEcho({ documented: { request, response }, body }: Reading): Finding[] {
  const data = dataOf(body);
  const documentedData = dataOf(response);
  const fields = Object.entries(requestFields).flatMap(([from, kind]) => {
    const asked = request[from];
    const to = Object.keys(answerFields).find((name) => answerFields[name] === kind) ?? "";
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

/** The expected answer to a made-up request has no state, so none is compared. */
function sameStates(at: string, actual: JsonObject, documented: JsonObject): Finding[] {
  return states.flatMap((name): Finding[] => {
    const [is, was] = [actual[name], documented[name]];
    if (typeof was === "object") return sameStates(`${at}/${name}`, member(actual, name), member(documented, name));
    if (was === undefined || is === undefined || is === was) return [];
    const message = `is ${JSON.stringify(is)}; the case is about ${JSON.stringify(was)}`;
    return [{ at: `${at}/${name}`, message }];
  });
}
