import type { DocumentedCase } from "../documented-case.js";
import { type Finding, quote } from "../finding.js";
import { type JsonObject, member } from "../json.js";
import { pointsOf } from "./points.js";

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
export function checkEcho({ request, response }: DocumentedCase, body: JsonObject): Finding[] {
  const data = member(body, "data");
  const fields = echoes.flatMap(([from, to]) => {
    const asked = request[from];
    const documented = member(response, "data")[to] === asked;
    return documented && typeof asked === "string" ? mismatch(`/data/${to}`, data[to], asked) : [];
  });
  const collection = data.collection_name;
  if (typeof collection !== "string") return fields;
  const points = pointsOf(body).flatMap((point, index) =>
    mismatch(`/data/point_list/${index}/collection_name`, point.collection_name, collection),
  );
  return [...fields, ...points];
}

function mismatch(at: string, actual: unknown, expected: string): Finding[] {
  if (typeof actual !== "string" || actual === expected) return [];
  return [{ at, message: `is ${quote(actual)}; expected ${quote(expected)}` }];
}
