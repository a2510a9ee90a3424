import type { CollectionInfo, DocInfo, Pipeline, Point, TaskInfo } from "@viking-kb/spec";
import fixtures from "@viking-kb/spec/fixtures.json" with { type: "json" };

/** A collection with all its contents, in the form of the API's answers. */
export interface ModelCollection {
  readonly project: string;
  readonly info: CollectionInfo & { readonly resource_id: string };
  readonly pipelineNames: readonly string[];
  readonly documents: ReadonlyMap<string, DocInfo>;
  /** In the order of their ids. */
  readonly points: readonly Point[];
  readonly tasks: ReadonlyMap<string, ModelTask>;
}

/** A download task, and the pipeline that it belongs to. */
export interface ModelTask {
  readonly info: TaskInfo;
  readonly pipelineName: string;
}

/** The data of a model. */
export interface ModelData {
  readonly collections: readonly ModelCollection[];
  /** Every project that exists. */
  readonly projects: readonly string[];
  /** The only project that the asking key may read; none when undefined. */
  readonly readableProject: string | undefined;
}

/** A document as spec/fixtures.yaml holds it. */
interface DocumentFixture extends Partial<DocInfo> {
  readonly created: string;
  readonly updated: string;
  readonly process_status?: number;
  readonly failed_code?: number | string;
  readonly failed_msg?: string;
  readonly points?: readonly PointFixture[];
}

interface PointFixture extends Partial<Omit<Point, "doc_info">> {
  readonly content: string;
  readonly updated?: string;
  readonly doc_info?: Partial<Point["doc_info"]>;
}

interface CollectionFixture extends Partial<CollectionInfo> {
  readonly created: string;
  readonly updated?: string;
  readonly pipelines: Readonly<Record<string, Pipeline>>;
  readonly documents?: Readonly<Record<string, DocumentFixture>>;
  readonly tasks?: Readonly<Record<string, TaskInfo & { readonly pipeline_name?: string }>>;
}

type Projects = Readonly<Record<string, { readonly collections?: Readonly<Record<string, CollectionFixture>> }>>;

/** The data that the documented cases need: spec/fixtures.yaml. */
export function documentedData(): ModelData {
  const projects = fixtures.projects as unknown as Projects;
  return {
    projects: Object.keys(projects),
    readableProject: "default",
    collections: Object.entries(projects).flatMap(([project, { collections = {} }]) =>
      Object.entries(collections).map(([name, collection]) => toCollection(project, name, collection)),
    ),
  };
}

function toCollection(project: string, name: string, fixture: CollectionFixture): ModelCollection {
  const { created, updated = created, pipelines, documents = {}, tasks = {}, ...members } = fixture;
  const points = Object.entries(documents).flatMap(([id, document]) => toPoints(name, id, document));
  const pipelineNames = Object.keys(pipelines);
  const statistics = {
    doc_num: Object.keys(documents).length,
    finish_doc_num: Object.values(documents).filter(({ process_status = 0 }) => process_status < 2).length,
    point_num: points.length,
  };
  return {
    project,
    info: {
      resource_id: `kb-${project}0${name.replaceAll("_", "0")}`,
      description: "",
      creator: "local",
      ...members,
      project,
      collection_name: name,
      doc_num: statistics.doc_num,
      create_time: seconds(created),
      update_time: seconds(updated),
      pipeline_list: Object.values(pipelines).map((pipeline) => ({ ...pipeline, pipeline_stat: statistics })),
    },
    pipelineNames,
    documents: new Map(
      Object.entries(documents).map(([id, document]) => [id, toDocument(name, id, members.creator, document)]),
    ),
    points: points.sort((one, other) => Buffer.compare(Buffer.from(one.point_id), Buffer.from(other.point_id))),
    tasks: new Map(
      Object.entries(tasks).map(([id, { pipeline_name: own = pipelineNames[0] ?? "default", ...info }]) => [
        id,
        { info, pipelineName: own },
      ]),
    ),
  };
}

function toDocument(collection: string, id: string, creator = "local", fixture: DocumentFixture): DocInfo {
  const { created, updated, points = [], process_status = 0, failed_code, failed_msg, ...members } = fixture;
  return {
    doc_name: id,
    doc_type: "txt",
    add_type: "tos_fe",
    added_by: creator,
    ...members,
    collection_name: collection,
    doc_id: id,
    create_time: Date.parse(created),
    update_time: Date.parse(updated),
    point_num: points.length,
    status: {
      process_status,
      ...(failed_code === undefined ? {} : { failed_code }),
      ...(failed_msg === undefined ? {} : { failed_msg }),
    },
  };
}

function toPoints(collection: string, docId: string, document: DocumentFixture): Point[] {
  const { doc_name = docId, doc_type = "txt", created, title, meta, add_type = "tos_fe", url, tos_path } = document;
  return (document.points ?? []).map(({ doc_info, updated, chunk_id, ...members }, index) => ({
    point_id: `${docId}-${chunk_id ?? index}`,
    ...members,
    chunk_id: chunk_id ?? index,
    collection_name: collection,
    process_time: seconds(document.updated),
    ...(updated === undefined ? {} : { update_time: seconds(updated) }),
    doc_info: {
      doc_id: docId,
      doc_name,
      doc_type,
      create_time: seconds(created),
      source: url ?? tos_path ?? add_type,
      ...(title === undefined ? {} : { title }),
      ...(meta === undefined ? {} : { doc_meta: meta }),
      ...doc_info,
    },
  }));
}

function seconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
