/**
 * What the contract says of fields in words alone, by their names. Everything else that goes by a kind of field reads
 * the marks in openapi.yaml (`x-unit`, `x-signed-link`, `x-types`).
 */

/** Texts that hold JSON. */
export const jsonTexts = ["meta", "doc_meta", "field_enumerated_list"];

/** What a documented case is about: the state of the resource that it names, and how that came to be. */
export const states = ["status", "process_status", "add_type"];

/** Of one object, the first is never later than the second. */
export const timesInOrder = [
  ["create_time", "update_time"],
  ["video_start_time", "video_end_time"],
  ["audio_start_time", "audio_end_time"],
  ["process_time", "update_time"],
] as const;

/** Kinds of resources that cases name, in the order in which they are told. */
export const resourceKinds = ["project", "collection", "resource_id", "pipeline", "document", "point", "task"] as const;
/** What a name in a case stands for. */
export type ResourceKind = (typeof resourceKinds)[number];

/** Fields that hold names, or lists of names, in requests. */
export const requestFields: Readonly<Record<string, ResourceKind>> = {
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
export const answerFields: Readonly<Record<string, ResourceKind>> = {
  project: "project",
  collection_name: "collection",
  resource_id: "resource_id",
  doc_id: "document",
  point_id: "point",
};
