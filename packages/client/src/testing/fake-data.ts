import type { CollectionInfo, DocInfo, Pipeline, Point, PointDoc, TaskInfo } from "../generated/models/index.js";

/** Data of a fake knowledge base, with the field names of the API. What is not given has a default. */
export interface FakeData {
  readonly collections?: readonly FakeCollection[];
  readonly tasks?: readonly FakeTask[];
  /** Projects that the key may not read; calls that name one are answered with 1000002. */
  readonly forbiddenProjects?: readonly string[];
}

/** A collection. Its counters are computed, unless given. */
export interface FakeCollection extends Partial<Omit<CollectionInfo, "pipeline_list">> {
  readonly collection_name: string;
  readonly documents?: readonly FakeDocument[];
  readonly pipeline_list?: readonly FakePipeline[];
  /** Names that `pipeline_name` accepts; `default` alone by default. No answer of the API holds these names. */
  readonly pipeline_names?: readonly string[];
}

/** A pipeline; its counters are those of the collection, unless given. */
export type FakePipeline = Omit<Pipeline, "pipeline_stat"> & Partial<Pick<Pipeline, "pipeline_stat">>;

/** A document with its points. */
export interface FakeDocument extends Partial<DocInfo> {
  readonly doc_id: string;
  /** A text stands for a point with this content. */
  readonly points?: readonly (string | FakePoint)[];
  /** How the document changes: each call of doc/info gets the next step, and the last one stays. */
  readonly steps?: readonly Partial<DocInfo>[];
}

/** A point; its `doc_info` is made from the document, and `point_id` is `{doc_id}-{position}`, unless given. */
export type FakePoint = Partial<Omit<Point, "doc_info">> & { readonly doc_info?: Partial<PointDoc> };

/** A download task; successful, unless given. */
export interface FakeTask extends Partial<TaskInfo> {
  readonly task_id: string;
  /** How the task goes on: each call of task/info gets the next step, and the last one stays. */
  readonly steps?: readonly Partial<TaskInfo>[];
  /** The project of its collection. Whoever may read the project may read the task. `default` by default. */
  readonly project?: string;
  /** The pipeline that it was made in; `default` by default. */
  readonly pipeline_name?: string;
  /** The file that its link leads to, unless `attachment_link` is given; an empty zip file by default. */
  readonly file?: string | Uint8Array;
}
