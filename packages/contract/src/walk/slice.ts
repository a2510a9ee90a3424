import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../finding.js";
import type { JsonObject } from "../json.js";
import { pointsOf } from "../rules/points.js";
import type { WalkRule } from "./walk-rule.js";

/** A page beside all that it is a page of, links without what signs them. */
export interface Slice {
  readonly whole: readonly JsonObject[];
  readonly total: number;
  /** Body of the answer. */
  readonly body: JsonObject;
  readonly offset: number;
  readonly limit: number;
}

/** A page holds what stands at its place in the whole, and the total is the same on each page. */
export const sliceRule: WalkRule<Slice> = {
  name: "slice",
  source: "documentation page point/list: offset, limit, total_num",
  check({ whole, total, body, offset, limit }) {
    const found = (body.data as JsonObject | undefined)?.total_num;
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
  },
};
