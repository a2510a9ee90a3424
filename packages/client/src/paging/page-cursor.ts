import type { AnsweredCall, CallOptions } from "../calls/call.js";
import type { PointIterateInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
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
  // A text would be lengthened, not added to.
  if (typeof offset !== "number") throw new TypeError(`offset is of type ${typeof offset}: give a number.`);
  /** No point from this position on was given yet. */
  let unreadFrom = 0;
  let lastId = "";
  let lastTotal: number | undefined;
  let lowestTotal: number | undefined;
  /** Where the last page began, and with which point. */
  let lastStart = { offset: -1, id: "" };

  return async (options) => {
    for (;;) {
      const call = listPoints({ ...input, offset, limit: pageSize }, options);
      const page = await call;
      const total = Number.isInteger(page.total_num) && page.total_num >= 0 ? page.total_num : undefined;
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
      const overlaps = offset < unreadFrom;
      const oddity = oddityOf(points, overlaps || total === undefined);
      if (oddity) throw invalidPage(`A page of points is not as documented: ${oddity}`, await call.withResponse());
      const endId = points.at(-1)?.point_id ?? "";
      const fault = contradictionIn(page, points.length, { offset, pageSize, total });
      if (fault) throw wrongPage(fault, await call.withResponse());
      const start = { offset, id: points[0]?.point_id ?? "" };
      if (start.id !== "" && start.id === lastStart.id && offset > lastStart.offset && !overlaps) {
        throw wrongPage(
          `the page from ${offset} on begins as that from ${lastStart.offset} on`,
          await call.withResponse(),
        );
      }
      lastStart = start;
      offset += points.length;
      unreadFrom = Math.max(unreadFrom, offset);
      // Without a total, the cursor goes on while points come that are behind the last one.
      const more = points.length > 0 && (total === undefined ? compareUtf8(endId, lastId) > 0 : offset < total);
      const unread = overlaps ? points.filter(({ point_id }) => compareUtf8(point_id, lastId) > 0) : points;
      const unreadId: unknown = unread.at(-1)?.point_id;
      if (typeof unreadId === "string") lastId = unreadId;
      if (unread.length > 0 && total !== undefined) lowestTotal = total;
      return { page: overlaps ? { ...page, count: unread.length, point_list: unread } : page, more };
    }
  };
}

/** What makes points none that can be gone through. Their ids count where they are compared. */
function oddityOf(points: unknown, comparesIds: boolean): string | undefined {
  if (!Array.isArray(points)) return "point_list is no list";
  const lacksId = comparesIds && points.some((point) => typeof point?.point_id !== "string");
  return lacksId ? "a point has no point_id" : undefined;
}

/**
 * How a page contradicts itself, in words. A few points more or less than counted may be changes while the server
 * answers. None where some are left, and a page as full as the first one where fewer are left, are not.
 */
function contradictionIn(
  { count }: PointPage,
  length: number,
  { offset, pageSize, total }: { offset: number; pageSize: number; total: number | undefined },
): string | undefined {
  if (length === 0) {
    if (total !== undefined) return total > offset ? `none came from ${offset} on, of ${total} (total_num)` : undefined;
    return count > 0 ? `none came from ${offset} on, and count is ${count}` : undefined;
  }
  if (total === undefined || length <= total - offset || length < Math.min(pageSize, total)) return undefined;
  return `${length} came from ${offset} on, of ${total} (total_num)`;
}

/** The error of a page after which others would be missed or given twice. */
function wrongPage(fault: string, answer: AnsweredCall<PointPage>): KnowledgeBaseError {
  const hint = "The server contradicts itself, or ignores `offset`: iterate again";
  return invalidPage(`The pages of points do not follow each other: ${fault}`, answer, hint);
}

function invalidPage(
  message: string,
  { attempts, requestId, status }: AnsweredCall<PointPage>,
  advice = "Check that `endpoint` is the API's",
): KnowledgeBaseError {
  return new KnowledgeBaseError(`${message}.`, {
    kind: "invalid-response",
    hint: `${advice}, and where it persists, give the request id to Volcengine.`,
    status,
    requestId,
    attempts,
  });
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
