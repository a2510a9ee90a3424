import { operations } from "@viking-kb/spec";
import type { Handler } from "../handler.js";
import { locateCollection, requirePipeline } from "../locate-collection.js";

/** The least `limit` asks for all points. It gets as many as the largest, since no answer holds more. */
const { minimum: unlimited, maximum: largestPage } = operations.listPoints.fields.limit;

/** point/list: a page of a collection's points, with the total of the same moment. */
export const listPoints: Handler<"listPoints"> = async (call) => {
  const { collection_name: name, pipeline_name: pipeline } = call.body;
  const { offset, limit, doc_ids: docIds, point_ids: pointIds, get_attachment_link: withLinks } = call.body;
  const collection = await locateCollection(call, name);
  requirePipeline(collection, pipeline);
  const page = await call.reads.listPoints(collection.id, {
    docIds: docIds ?? null,
    pointIds: pointIds ?? null,
    offset: offset ?? 0,
    limit: limit === null || limit === undefined || limit === unlimited ? largestPage : limit,
    withLinks: withLinks ?? false,
  });
  // The points are JSON text already, and only joined.
  const { totalCount, count, wireList } = page;
  const names = `"collection_name":${JSON.stringify(collection.name)},"total_num":${totalCount},"count":${count}`;
  return `{${names},"point_list":${wireList}}`;
};
