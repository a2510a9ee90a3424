import type {
  CollectionInfoRequest,
  DocInfoRequest,
  PointListRequest,
  TaskInfoRequest,
} from "../generated/models/index.js";

/** A request as callers write it: what may be left out may be undefined, and lists may be readonly. */
type Given<Request> = {
  readonly [Field in keyof Request]:
    | (Request[Field] extends infer Value ? (Value extends (infer Entry)[] ? readonly Entry[] : Value) : never)
    | (Record<never, never> extends Pick<Request, Field> ? undefined : never);
};

/** At least one of the named fields is given; the others stay as they are. */
type OneRequired<Request, Field extends keyof Request> = {
  [Named in Field]-?: Omit<Given<Request>, Named> & { readonly [Name in Named]-?: NonNullable<Request[Name]> };
}[Field];

/** What collection/info takes: `name` or `resource_id`. */
export type CollectionInfoInput = OneRequired<CollectionInfoRequest, "name" | "resource_id">;
/** What doc/info takes: `collection_name` or `resource_id`, and `doc_id`. */
export type DocInfoInput = OneRequired<DocInfoRequest, "collection_name" | "resource_id">;
/** What point/list takes: `collection_name` or `resource_id`. `doc_ids: []` asks for nothing, null and absent for all. */
export type PointListInput = OneRequired<PointListRequest, "collection_name" | "resource_id">;
/** What `iterate` and `pages` take: as {@link PointListInput}, beginning at `offset`. There is no `limit`: leave the loop. */
export type PointIterateInput = OneRequired<
  Omit<PointListRequest, "limit"> & { readonly limit?: never },
  "collection_name" | "resource_id"
>;
/** What task/info takes. */
export type TaskInfoInput = Given<TaskInfoRequest>;
