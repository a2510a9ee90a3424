import { type JsonObject, member } from "../json.js";
import { countedDocumentRule } from "./counted.js";
import { documentAgreementRule } from "./document-agreement.js";
import { sliceRule } from "./slice.js";
import type { Walk } from "./walk.js";
import type { SeenPoints } from "./walk-points.js";

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
        ...walk.held(documentAgreementRule, { document, told: member(own[0], "doc_info") }),
        ...(complete ? walk.held(countedDocumentRule, { document, total: own.length }) : []),
      ];
    });
    if (!complete) continue;
    await walk.step("listPoints", `points of ${id}`, { ...walk.place, doc_ids: [id] }, (body) =>
      walk.held(sliceRule, { whole: own, total: own.length, body, offset: 0, limit: 100 }),
    );
  }
  return documents.size;
}
