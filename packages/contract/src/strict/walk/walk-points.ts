import { isDeepStrictEqual } from "node:util";
import { nearNames } from "../../cases/near-names.js";
import { type Finding, quote } from "../../finding.js";
import { type JsonObject, member } from "../../json.js";
import { checkPageOf, largestPage, rangeOf } from "../rules/points.js";
import { dataOf, pointsOf } from "../rules/rule.js";
import type { Walk } from "./walk.js";

/** The points of a collection, or the first of many. */
export interface SeenPoints {
  readonly points: readonly JsonObject[];
  readonly total: number;
  /** Whether these are all. */
  readonly complete: boolean;
}

/** What is walked, so that a large collection ends the run no later. */
const mostLargePages = 3;
const smallPage = 2;
const mostSmallPages = 4;

/** Lists all points, page by page, or the first of many; undefined where that fails. */
export async function listAll(walk: Walk): Promise<SeenPoints | undefined> {
  const points: JsonObject[] = [];
  let total: number | undefined;
  for (let count = 0; count < mostLargePages; count += 1) {
    const request = { ...walk.place, offset: points.length, limit: largestPage };
    const body = await walk.step("listPoints", `all points from ${points.length}`, request, (page) => {
      const { total_num: found } = dataOf(page);
      const order = walk.decisions ? followsOn(points.at(-1), pointsOf(page)[0]) : [];
      if (total === undefined || found === total) return order;
      return [{ at: "/data/total_num", message: `is ${found} on this page; on the first ${total}` }, ...order];
    });
    if (body === undefined) return undefined;
    total = Number(dataOf(body).total_num);
    points.push(...pointsOf(body));
    if (points.length >= total) break;
  }
  return { points, total: total ?? 0, complete: points.length >= (total ?? 0) };
}

/** Within a page the order is held for each answer; this is from one page to the next. */
function followsOn(last: JsonObject | undefined, next: JsonObject | undefined): Finding[] {
  if (last === undefined || next === undefined) return [];
  const [one, other] = [String(last.point_id), String(next.point_id)];
  if (Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0) return [];
  const message = `is ${quote(other)}; the page before ends with ${quote(one)}: expected ascending order of bytes`;
  return [{ at: "/data/point_list/0/point_id", message }];
}

/** Asks for parts of the points, and holds each to the whole: pages, the end, none, the first and the last. */
export async function walkPoints(walk: Walk, { points, total, complete }: SeenPoints): Promise<void> {
  const part: AskForPart = (what, request, whole, all = whole.length) =>
    walk.step("listPoints", what, { ...walk.place, ...request }, (body) =>
      checkSlice(body, { whole, total: all, ...rangeOf(request) }),
    );
  for (let offset = 0; offset < Math.min(points.length, smallPage * mostSmallPages); offset += smallPage) {
    await part(`page of ${smallPage} at ${offset}`, { offset, limit: smallPage }, points, total);
  }
  await part("page of 0", { limit: 0 }, points, total);
  await part("page without a limit", {}, points, total);
  await part("page with limit -1", { limit: -1 }, points, total);
  // What an answer may hold is told by a page that is not all.
  for (const limit of total > largestPage ? [largestPage - 1, largestPage] : []) {
    await part(`page of ${limit} at 1`, { offset: 1, limit }, points, total);
  }
  await part("no documents", { doc_ids: [] }, []);
  await part("no points", { point_ids: [] }, []);
  if (complete) await part("page at the end", { offset: total }, points, total);
  // Links are only there where they are asked for: the points are the same.
  const linked = { ...walk.place, get_attachment_link: true, limit: largestPage };
  await walk.step("listPoints", "with links", linked, (body) => (complete ? checkPageOf(points, linked, body) : []));
  const ends = points.filter((_point, index) => index === 0 || index === points.length - 1);
  if (ends.length > 0) {
    await part("first and last", { point_ids: ends.map(({ point_id: id = null }) => id) }, ends);
  }
  if (complete && points.length > 0) await walkSelections(walk, points, part);
}

/** Asks for a part of `whole`, and holds the answer to it. `total` is how many there are where `whole` is not all. */
type AskForPart = (
  what: string,
  request: JsonObject,
  whole: readonly JsonObject[],
  total?: number,
) => Promise<JsonObject | undefined>;

/** Asks for points by their ids and those of their documents, together with offset and limit. */
async function walkSelections(walk: Walk, points: readonly JsonObject[], part: AskForPart): Promise<void> {
  const documentOf = (point: JsonObject) => String(member(point, "doc_info").doc_id);
  const idOf = ({ point_id: id }: JsonObject) => String(id);
  const documents = [...new Set(points.map(documentOf))];
  if (documents.length > 1) {
    const ofTwo = documents.filter((_id, index) => index === 0 || index === documents.length - 1);
    const own = points.filter((point) => ofTwo.includes(documentOf(point)));
    await part("points of two documents", { doc_ids: ofTwo.toReversed() }, own);
  }
  if (!walk.decisions) return;

  if (documents.length > 1) {
    const all = documents.slice(0, mostIds);
    const known = points.filter((point) => all.includes(documentOf(point)));
    for (const limit of [-1, 0, 1, largestPage]) {
      const what = `points of all documents at 1 with limit ${limit}`;
      await part(what, { doc_ids: all, offset: 1, limit }, known);
    }
    const named = points.slice(-mostIds);
    const backwards = named.map(idOf).reverse();
    await part("the last points, by their ids", { point_ids: backwards, offset: 0, limit: -1 }, named);
    const others = all.slice(1);
    const both = named.filter((point) => others.includes(documentOf(point)));
    const request = { doc_ids: others, point_ids: backwards, offset: 1, limit: 2 };
    await part("points by both ids", request, both);
  }

  const nearAll = (ids: readonly string[]) => {
    const there = new Set(ids);
    return ids
      .flatMap((id) => nearNames(id, there))
      .map(({ name }) => name)
      .slice(0, mostIds);
  };
  const ends = [...new Set([...points.slice(-8), ...points.slice(0, 4)].map(idOf))];
  const notThere = (ids: readonly string[]) => ids.filter((id) => points.every((point) => idOf(point) !== id));
  await part("documents whose ids are nearly those of others", { doc_ids: nearAll(documents.toReversed()) }, []);
  await part("points whose ids are nearly those of others", { point_ids: notThere(nearAll(ends)) }, []);
}

/** So many ids may be asked for. */
const mostIds = 100;

/** Where a page stands in all that it is a page of, links without what signs them. */
interface Slice {
  readonly whole: readonly JsonObject[];
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
}

/**
 * A page holds what stands at its place in the whole, and the total is the same on each page.
 * Source: documentation page point/list, offset, limit, total_num.
 */
export function checkSlice(body: JsonObject, { whole, total, offset, limit }: Slice): Finding[] {
  const { total_num: found } = dataOf(body);
  const findings: Finding[] =
    found === total ? [] : [{ at: "/data/total_num", message: `is ${found} on this page; elsewhere ${total}` }];
  const expected = whole.slice(offset, offset + limit);
  const points = pointsOf(body);
  if (points.length !== expected.length) {
    const message = `holds ${points.length}; all points together hold ${expected.length} there`;
    return [...findings, { at: "/data/point_list", message }];
  }
  const different = points.findIndex((point, index) => !isDeepStrictEqual(point, expected[index]));
  if (different < 0) return findings;
  const message = `is another than at place ${offset + different} of all points`;
  return [...findings, { at: `/data/point_list/${different}`, message }];
}
