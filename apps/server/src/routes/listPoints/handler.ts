import { handlerOf } from "../handler.js";
import type { OptionalText } from "../locate-collection.js";
import { locateCollection, requirePipeline } from "../locate-collection.js";

/** `PointListRequest` of the contract. */
interface PointListRequest {
  readonly collection_name?: OptionalText;
  readonly project?: OptionalText;
  readonly resource_id?: OptionalText;
  readonly offset?: number | null;
  readonly limit?: number | null;
  readonly doc_ids?: readonly string[] | null;
  readonly point_ids?: readonly string[] | null;
  readonly get_attachment_link?: boolean | null;
  readonly pipeline_name?: OptionalText;
}

/** No answer holds more points, whatever is asked for. Source: documentation page point/list. */
const largestPage = 100;
/** Documented as "all". */
const unlimited = -1;

/** point/list: a page of a collection's points, with the total of the same moment. */
export const listPoints = handlerOf<PointListRequest>(async (call) => {
  const { collection_name: name, project, resource_id: resourceId, pipeline_name: pipeline } = call.body;
  const { offset, limit, doc_ids: docIds, point_ids: pointIds, get_attachment_link: withLinks } = call.body;
  const collection = await locateCollection(call, { name, project, resourceId });
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
});
