import type { CallOptions } from "../calls/call.js";
import type { PointIterateInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import type { PointPage } from "../generated/models/index.js";

/** A page, and whether points may follow it. */
export interface ReadPage {
  readonly page: PointPage;
  readonly more: boolean;
}

/**
 * Reads page after page, one for each call. Points are asked for by their position, and `total_num` shows when
 * positions changed meanwhile. When it fell, unread points may have moved up past the current position, so the cursor
 * steps back by the difference. When it rose, points may come a second time; they are recognised by the order of ids
 * and left out.
 */
export function createPageCursor(
  listPoints: Operations["listPoints"],
  input: PointIterateInput,
  pageSize: number,
): (options: CallOptions) => Promise<ReadPage> {
  let offset = input.offset ?? 0;
  /** No point from this position on was given yet. */
  let unreadFrom = 0;
  let lastId = "";
  let lastTotal: number | undefined;
  let lowestTotal: number | undefined;

  return async (options) => {
    for (;;) {
      const page = await listPoints({ ...input, offset, limit: pageSize }, options);
      const total = typeof page.total_num === "number" ? page.total_num : undefined;
      if (total !== undefined) {
        const added = total - (lastTotal ?? total);
        lastTotal = total;
        if (added > 0) unreadFrom += added;
        // Compared with the lowest total since a new point was given, not with the last total. So the steps back come
        // to an end even if totals go up and down.
        const deleted = (lowestTotal ?? total) - total;
        lowestTotal = Math.min(lowestTotal ?? total, total);
        if (deleted > 0 && total > 0) {
          offset = Math.max(0, offset - deleted);
          continue;
        }
      }

      const points = page.point_list ?? [];
      const endId = points.at(-1)?.point_id ?? "";
      const overlaps = offset < unreadFrom;
      offset += points.length;
      unreadFrom = Math.max(unreadFrom, offset);
      // Without a total, the cursor goes on while points come that are behind the last one.
      const more = points.length > 0 && (total === undefined ? compareUtf8(endId, lastId) > 0 : offset < total);
      const unread = overlaps ? points.filter(({ point_id }) => compareUtf8(point_id, lastId) > 0) : points;
      lastId = unread.at(-1)?.point_id ?? lastId;
      if (unread.length > 0 && total !== undefined) lowestTotal = total;
      return { page: overlaps ? { ...page, count: unread.length, point_list: unread } : page, more };
    }
  };
}

/**
 * Compares texts by their UTF-8 bytes, as point/list orders them. `<` compares UTF-16 units, which puts U+1F600 before
 * U+FF01, and localeCompare follows the rules of a language.
 */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left.charCodeAt(index) === right.charCodeAt(index)) index += 1;
  if (index === length) return left.length - right.length;
  return byteRank(left.charCodeAt(index)) - byteRank(right.charCodeAt(index));
}

/** Ranks UTF-16 units by the UTF-8 bytes they lead to: a surrogate stands for a character above U+FFFF. */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}
