import type { CollectionInfo, DocInfo, Pipeline, Point, PointDoc, TaskInfo } from "../generated/models/index.js";

/** What a fake knowledge base holds, in the wire's shapes. What is not given has a default. */
export interface FakeData {
  readonly collections?: readonly FakeCollection[];
  readonly tasks?: readonly FakeTask[];
  /** Projects that the key may not read; a call that names one is answered with 1000002. */
  readonly forbiddenProjects?: readonly string[];
}

/** A collection; its counters are counted, unless given. */
export interface FakeCollection extends Partial<Omit<CollectionInfo, "pipeline_list">> {
  readonly collection_name: string;
  readonly documents?: readonly FakeDocument[];
  readonly pipeline_list?: readonly FakePipeline[];
  /** What `pipeline_name` may name; `default` alone by default. No answer of the wire holds these names. */
  readonly pipeline_names?: readonly string[];
}

/** A pipeline; its counters are those of the collection, unless given. */
export type FakePipeline = Omit<Pipeline, "pipeline_stat"> & Partial<Pick<Pipeline, "pipeline_stat">>;

/** A document with its points. */
export interface FakeDocument extends Partial<DocInfo> {
  readonly doc_id: string;
  /** A text stands for a point with this content. */
  readonly points?: readonly (string | FakePoint)[];
  /** How the document changes: each doc/info is answered with the next step, and the last one stays. */
  readonly steps?: readonly Partial<DocInfo>[];
}

/** A point; its `doc_info` is made from the document, and `point_id` is `{doc_id}-{position}`, unless given. */
export type FakePoint = Partial<Omit<Point, "doc_info">> & { readonly doc_info?: Partial<PointDoc> };

/** A download task; successful, unless given. */
export interface FakeTask extends Partial<TaskInfo> {
  readonly task_id: string;
  /** How the task goes on: each task/info is answered with the next step, and the last one stays. */
  readonly steps?: readonly Partial<TaskInfo>[];
  /** Project of its collection, whose permission is the task's; `default` by default. */
  readonly project?: string;
  /** The pipeline that it was made in; `default` by default. */
  readonly pipeline_name?: string;
  /** What its link leads to, unless `attachment_link` is given; an empty zip file by default. */
  readonly file?: string | Uint8Array<ArrayBuffer>;
}
