import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../finding.js";
import type { JsonObject } from "../../json.js";
import { checkPageOf, largestPage } from "../rules/points.js";
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
      if (total === undefined || found === total) return [];
      return [{ at: "/data/total_num", message: `is ${found} on this page; on the first ${total}` }];
    });
    if (body === undefined) return undefined;
    total = Number(dataOf(body).total_num);
    points.push(...pointsOf(body));
    if (points.length >= total) break;
  }
  return { points, total: total ?? 0, complete: points.length >= (total ?? 0) };
}

/** Asks for parts of the points, and holds each to the whole: pages, the end, none, the first and the last. */
export async function walkPoints(walk: Walk, { points, total, complete }: SeenPoints): Promise<void> {
  const part = (what: string, request: JsonObject, whole: readonly JsonObject[], all: number, limit = largestPage) => {
    const offset = Number(request.offset ?? 0);
    return walk.step("listPoints", what, { ...walk.place, ...request }, (body) =>
      checkSlice(body, { whole, total: all, offset, limit }),
    );
  };
  for (let offset = 0; offset < Math.min(points.length, smallPage * mostSmallPages); offset += smallPage) {
    await part(`page of ${smallPage} at ${offset}`, { offset, limit: smallPage }, points, total, smallPage);
  }
  await part("page of 0", { limit: 0 }, points, total, 0);
  await part("no documents", { doc_ids: [] }, [], 0);
  await part("no points", { point_ids: [] }, [], 0);
  if (complete) await part("page at the end", { offset: total }, points, total);
  // Links are only there where they are asked for: the points are the same.
  const linked = { ...walk.place, get_attachment_link: true, limit: largestPage };
  await walk.step("listPoints", "with links", linked, (body) => (complete ? checkPageOf(points, linked, body) : []));
  const ends = points.filter((_point, index) => index === 0 || index === points.length - 1);
  if (ends.length > 0) {
    await part("first and last", { point_ids: ends.map(({ point_id: id = null }) => id) }, ends, ends.length);
  }
}

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
