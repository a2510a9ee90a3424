import { compareAnswers } from "../../compare/differences.js";
import { type JsonObject, member, pointerStep } from "../../json.js";
import type { Walk, WalkRule } from "./walk.js";
import { countedCollectionRule } from "./walk-documents.js";

/** Two answers that must say the same, their links without what signs them. */
interface TwoAnswers {
  readonly first: JsonObject;
  readonly second: JsonObject;
  /** What the second was asked with, in words. */
  readonly how: string;
}

/** Two ways of asking for one thing get one answer; `request_id` is new each time. */
export const sameDataRule: WalkRule<TwoAnswers> = {
  name: "same-data",
  source: "documentation pages: resource_id or name; null, absent and default; every operation reads",
  check: ({ first, second, how }) =>
    compareAnswers(first, second).map(({ path, kind }) => ({
      at: path.map(pointerStep).join(""),
      message: `is ${kind === "extra" ? "there" : kind === "missing" ? "missing" : "another"} ${how}`,
    })),
};

/** What was seen of a collection before. */
interface SeenCollection {
  readonly total: number;
  readonly documents: number;
  /** A page that its name was given for, as it was answered. */
  readonly page: JsonObject;
}

/** Asks for the collection itself, and again by its other name, which must get the same answers. */
export async function walkNames(walk: Walk, seen: SeenCollection): Promise<void> {
  const { collection_name: name, resource_id: id, ...others } = walk.place;
  const locator: JsonObject = id === undefined ? { ...others, name: name ?? "" } : { resource_id: id };
  const info = await walk.step("getCollectionInfo", "what it counts", locator, (body) =>
    walk.held(countedCollectionRule, { collection: member(body, "data"), ...seen }),
  );
  const other = member(info, "data").resource_id;
  if (info === undefined || id !== undefined || typeof other !== "string") return;
  const how = "when located by resource_id";
  const sameAs = (first: JsonObject) => (second: JsonObject) => walk.held(sameDataRule, { first, second, how });
  await walk.step("getCollectionInfo", how, { resource_id: other }, sameAs(info));
  await walk.step("listPoints", how, { resource_id: other, limit: 0 }, sameAs(seen.page));
}
