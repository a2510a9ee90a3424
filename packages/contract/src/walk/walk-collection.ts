import type { Place, WalkSettings } from "./walk.js";
import { startWalk } from "./walk.js";
import { walkDocuments } from "./walk-documents.js";
import { walkNames } from "./walk-names.js";
import { listAll, walkPoints } from "./walk-points.js";

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
