import type {
  CollectionInfoRequest,
  DocInfoRequest,
  PointListRequest,
  TaskInfoRequest,
} from "./generated/models/index.js";

/** At least one of the named fields is given; the others stay as they are. */
type OneRequired<Request, Field extends keyof Request> = {
  [Given in Field]-?: Omit<Request, Given> & { [Name in Given]-?: NonNullable<Request[Name]> };
}[Field];

/** What collection/info takes: `name` or `resource_id`. */
export type CollectionInfoInput = OneRequired<CollectionInfoRequest, "name" | "resource_id">;
/** What doc/info takes: `collection_name` or `resource_id`, and `doc_id`. */
export type DocInfoInput = OneRequired<DocInfoRequest, "collection_name" | "resource_id">;
/** What point/list takes: `collection_name` or `resource_id`. `doc_ids: []` asks for nothing, null and absent for all. */
export type PointListInput = OneRequired<PointListRequest, "collection_name" | "resource_id">;
/** What task/info takes. */
export type TaskInfoInput = TaskInfoRequest;
