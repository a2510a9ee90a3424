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

/**
 * Requires at least one of two fields; the other fields stay as they are. Each field is declared in one part alone, and
 * the forms tell themselves apart by the field that they lack: only so do editors show a field's docstring.
 */
type OneRequired<Request, First extends keyof Request, Second extends keyof Request> = Given<
  Omit<Request, First | Second>
> &
  (
    | (Set<Request, First> & Lacking<Second>)
    | (Set<Request, Second> & Lacking<First>)
    | (Set<Request, First> & Set<Request, Second>)
  );

type Set<Request, Field extends keyof Request> = {
  readonly [Name in keyof Pick<Request, Field>]-?: NonNullable<Request[Name]>;
};
type Lacking<Field extends PropertyKey> = { readonly [Name in Field]?: null | undefined };

/** Input of collection/info: `name` or `resource_id`. */
export type CollectionInfoInput = OneRequired<CollectionInfoRequest, "name", "resource_id">;
/** Input of doc/info: `collection_name` or `resource_id`, and `doc_id`. */
export type DocInfoInput = OneRequired<DocInfoRequest, "collection_name", "resource_id">;
/**
 * Input of point/list: `collection_name` or `resource_id`. `doc_ids: []` matches no document; null or absent means all.
 */
export type PointListInput = OneRequired<PointListRequest, "collection_name", "resource_id">;
/**
 * Input of `iterate` and `pages`: as {@link PointListInput}, starting at `offset`. There is no `limit`: leave the loop.
 */
export type PointIterateInput = OneRequired<
  Omit<PointListRequest, "limit"> & { readonly limit?: never },
  "collection_name",
  "resource_id"
>;
/** Input of task/info. */
export type TaskInfoInput = Given<TaskInfoRequest>;
