import type { Field } from "../../comparison.js";
import { collectionOf } from "./collection.js";
import { askForPages, openArena } from "./contestants.js";
import { databasesOf, serveCommand } from "./databases.js";
import { own } from "./limits.js";
import { offsets, pagesOfAll, pagesOfDocuments } from "./pages.js";
import { ownProgram } from "./server-process.js";

/** A million; in short fewer, since each comparison of a run waits until they are imported. */
const sizes = { whole: 1_000_000, quick: 100_000 };

/**
 * Pages of a large collection, of all its documents or of half of them: the first ones, and others beside them. By
 * hand, a page at the end of half of the documents takes so long that a round of it would take a quarter of an hour.
 */
export async function prepareAnyPage(quick: boolean, of: "all" | "documents"): Promise<Field> {
  const collection = collectionOf(quick ? sizes.quick : sizes.whole);
  const pages = of === "all" ? pagesOfAll : pagesOfDocuments;
  const question = (place: keyof typeof offsets) => askForPages(pages(collection, offsets[place]));
  const databases = await databasesOf(collection);
  const arena = openArena(databases.keys, quick);
  const ours = await arena.start(serveCommand(databases.database));
  const baseline = await arena.contestant(`${own}, at the start`, ours, question("start"));
  const contestants = [
    await arena.contestant(`${own}, in the middle`, ours, question("middle")),
    await arena.contestant(`${own}, at the end`, ours, question("end")),
    await arena.contestant(`${own}, everywhere`, ours, question("everywhere")),
  ];
  if (of === "documents") return arena.field(baseline, contestants);
  const byHand = await arena.start(ownProgram("by-hand", databases.byHand));
  return arena.field(baseline, [
    ...contestants,
    await arena.contestant("by hand with Fastify, at the start", byHand, question("start")),
    await arena.contestant("by hand with Fastify, at the end", byHand, question("end")),
  ]);
}
