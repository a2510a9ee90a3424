import type {
  CollectionInfoRequest,
  DocInfoRequest,
  PointListRequest,
  TaskInfoRequest,
} from "../generated/models/index.js";

/** A request as callers write it: optional fields may be undefined, and lists may be readonly. */
type Given<Request> = {
  readonly [Field in keyof Request]:
    | (Request[Field] extends infer Value ? (Value extends (infer Entry)[] ? readonly Entry[] : Value) : never)
    | (Record<never, never> extends Pick<Request, Field> ? undefined : never);
};

/** Requires at least one of the named fields; the other fields stay as they are. */
type OneRequired<Request, Field extends keyof Request> = {
  [Named in Field]-?: Omit<Given<Request>, Named> & { readonly [Name in Named]-?: NonNullable<Request[Name]> };
}[Field];

/** Input of collection/info: `name` or `resource_id`. */
export type CollectionInfoInput = OneRequired<CollectionInfoRequest, "name" | "resource_id">;
/** Input of doc/info: `collection_name` or `resource_id`, and `doc_id`. */
export type DocInfoInput = OneRequired<DocInfoRequest, "collection_name" | "resource_id">;
/**
 * Input of point/list: `collection_name` or `resource_id`. `doc_ids: []` matches no document; null or absent means all.
 */
export type PointListInput = OneRequired<PointListRequest, "collection_name" | "resource_id">;
/**
 * Input of `iterate` and `pages`: as {@link PointListInput}, starting at `offset`. There is no `limit`: leave the loop.
 */
export type PointIterateInput = OneRequired<
  Omit<PointListRequest, "limit"> & { readonly limit?: never },
  "collection_name" | "resource_id"
>;
/** Input of task/info. */
export type TaskInfoInput = Given<TaskInfoRequest>;
