import { states } from "../../field-kinds.js";
import { type Finding, quote } from "../../finding.js";
import { type Json, type JsonObject, member } from "../../json.js";
import { described } from "../read-body.js";
import { dataOf, type Reading, type Rule } from "./rule.js";

/** What an answer repeats of its request. */
export const echoRule: Rule = {
  name: "echo",
  source: "documentation pages: meaning of these fields; openapi.yaml: x-echo",
  check: checkEcho,
};

/** What an answer repeats of the documented case. */
export const stateRule: Rule = {
  name: "state",
  source: "the documented cases: each is about a resource in the state that it shows",
  check: ({ documented: { response }, body }) => sameStates("/data", dataOf(body), dataOf(response)),
};

/**
 * What was asked for is what is answered, in every field that repeats it. The vendor's pages answer two of their samples
 * with other ids than were asked for, so only those ids are held that the documented answer echoes; what is in a list is
 * held to what stands at the top. Later fields need not be there; where one is, it is the same.
 */
function checkEcho({ documented: { request, response }, body, schema }: Reading): Finding[] {
  const located = locatorOf(request);
  const [data, documentedData] = [dataOf(body), dataOf(response)];
  return described(body, schema).flatMap(({ at, value, schema: { "x-echo": echo } }) => {
    if (typeof echo !== "string") return [];
    const name = at.slice(at.lastIndexOf("/") + 1);
    const asked = documentedData[name] === request[echo] ? request[echo] : undefined;
    return mismatch(at, value, located[echo] ?? (at === `/data/${name}` ? asked : data[name]));
  });
}

/** Where the request says that the collection is; a resource_id alone decides, whatever is said beside it. */
function locatorOf({ name, collection_name = name, project, resource_id }: JsonObject): JsonObject {
  if (resource_id) return { resource_id };
  return collection_name ? { project: project || "default" } : {};
}

function mismatch(at: string, actual: Json, expected: Json | undefined): Finding[] {
  if (typeof actual !== "string" || typeof expected !== "string" || actual === expected) return [];
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
