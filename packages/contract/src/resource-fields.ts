import { isObject, type Json, type JsonObject } from "./json.js";

/** Kinds of resources that cases name, in the order in which they are told. */
export const resourceKinds = ["project", "collection", "resource_id", "pipeline", "document", "point", "task"] as const;
/** What a name in a case stands for. */
export type ResourceKind = (typeof resourceKinds)[number];

/** A name with its kind: `handbook` is a collection and a document. */
export interface ResourceName {
  readonly kind: ResourceKind;
  readonly name: string;
}

type Fields = Readonly<Record<string, ResourceKind>>;

/** Fields that hold names, or lists of names, in requests. */
export const requestFields: Fields = {
  project: "project",
  name: "collection",
  collection_name: "collection",
  resource_id: "resource_id",
  pipeline_name: "pipeline",
  doc_id: "document",
  doc_ids: "document",
  point_ids: "point",
  task_id: "task",
};

/** The same in answers, wherever they stand. In answers `name` is no resource: steps of a pipeline have one. */
export const answerFields: Fields = {
  project: "project",
  collection_name: "collection",
  resource_id: "resource_id",
  doc_id: "document",
  point_id: "point",
};

/** A copy of a body in which each name in one of these fields is replaced by what `rename` makes of it. */
export function renameIn(body: JsonObject, fields: Fields, rename: (named: ResourceName) => string): JsonObject {
  const replace = (value: Json, kind?: ResourceKind): Json => {
    if (Array.isArray(value)) return value.map((item) => replace(item, kind));
    if (isObject(value)) return renameIn(value, fields, rename);
    return kind !== undefined && typeof value === "string" ? rename({ kind, name: value }) : value;
  };
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, replace(value, fields[key])]));
}
