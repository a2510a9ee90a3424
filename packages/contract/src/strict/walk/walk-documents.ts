import type { Finding } from "../../finding.js";
import { type JsonObject, member } from "../../json.js";
import { largestPage } from "../rules/points.js";
import type { Walk } from "./walk.js";
import { checkSlice, type SeenPoints } from "./walk-points.js";

/** What is walked of a collection, so that a large one ends the run no later. */
const mostDocuments = 8;

/** Asks for each document that has points, and holds what it says to what they say; resolves to how many there are. */
export async function walkDocuments(walk: Walk, { points, complete }: SeenPoints): Promise<number> {
  const documents = new Map<string, JsonObject[]>();
  for (const point of points) {
    const id = String(member(point, "doc_info").doc_id);
    documents.set(id, [...(documents.get(id) ?? []), point]);
  }
  for (const [id, own] of [...documents].slice(0, mostDocuments)) {
    await walk.step("getDocInfo", `${id} and its points`, { ...walk.place, doc_id: id }, (body) => {
      const document = member(body, "data");
      return [
        ...checkAgreement(document, member(own[0], "doc_info")),
        ...(complete && walk.decisions ? checkCount(document, own.length) : []),
      ];
    });
    if (!complete) continue;
    await walk.step("listPoints", `points of ${id}`, { ...walk.place, doc_ids: [id] }, (body) =>
      checkSlice(body, { whole: own, total: own.length, offset: 0, limit: largestPage }),
    );
  }
  return documents.size;
}

/** As in the walk through a collection: a server counts what it holds. */
function checkCount({ point_num: count }: JsonObject, total: number): Finding[] {
  return count === total ? [] : [{ at: "/data/point_num", message: `is ${count}; point/list counts ${total}` }];
}

/** Fields of doc/info, and those of a point's `doc_info` that say the same. */
const same = [
  ["doc_id", "doc_id"],
  ["doc_name", "doc_name"],
  ["doc_type", "doc_type"],
  ["title", "title"],
  ["meta", "doc_meta"],
] as const;

/**
 * doc/info and a point say the same of a document: one in milliseconds, the other in seconds.
 * Source: documentation pages doc/info and point/list, the same fields.
 */
function checkAgreement(document: JsonObject, told: JsonObject): Finding[] {
  const findings: Finding[] = same
    .filter(([ours, theirs]) => ours in document && theirs in told && document[ours] !== told[theirs])
    .map(([ours, theirs]) => ({ at: `/data/${ours}`, message: `is another than doc_info.${theirs} of its points` }));
  const [milliseconds, seconds] = [document.create_time, told.create_time];
  if (typeof milliseconds === "number" && typeof seconds === "number" && Math.floor(milliseconds / 1000) !== seconds) {
    findings.push({ at: "/data/create_time", message: `is ${milliseconds} ms; in its points ${seconds} s` });
  }
  const [own, other] = [member(document, "status").process_status, member(told, "status").process_status];
  if (other !== undefined && own !== other) {
    findings.push({ at: "/data/status/process_status", message: `is ${own}; in its points ${other}` });
  }
  return findings;
}
