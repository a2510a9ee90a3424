import { answerFields } from "@viking-kb/spec";

/*
 * What the contract has no mark for. Its marks say of a field by itself what it holds; what stands here is about how
 * fields go together, or about the documented cases and the fixtures that they name. Fields go by their names.
 */

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

/**
 * The same in answers, wherever they stand: by the fields of the request that they repeat (`x-echo`). A point's own id
 * repeats none, since a request asks for points by a list. `name` is no resource in answers: steps of a pipeline have
 * one.
 */
export const answerNames: Readonly<Record<string, ResourceKind>> = {
  ...Object.fromEntries(
    Object.values(answerFields)
      .flat()
      .flatMap(({ at, echo = "" }) => {
        const kind = requestFields[echo];
        return kind === undefined ? [] : [[at.slice(at.lastIndexOf("/") + 1), kind]];
      }),
  ),
  point_id: "point",
};
