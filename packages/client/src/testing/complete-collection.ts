import type { CollectionInfo, DocInfo, Pipeline, PipelineStatistics, Point } from "../generated/models/index.js";
import { compareUtf8 } from "../paging/page-cursor.js";
import type { FakeCollection, FakeDocument, FakePipeline, FakePoint } from "./fake-data.js";

/** The project of a request or collection that names none. Source: `project` on each documentation page. */
export const defaultProject = "default";

/** A collection in the fake's store. */
export interface HeldCollection {
  readonly name: string;
  readonly project: string;
  readonly resourceId: string;
  readonly pipelineNames: readonly string[];
  readonly documents: ReadonlyMap<string, HeldDocument>;
  /** In the order of point/list. */
  readonly points: readonly HeldPoint[];
  /** The answer of collection/info. */
  info(): CollectionInfo;
}

/** When a fake collection was created, unless it says so: 2025-01-01, so that tests do not depend on the day. */
const createTimeSeconds = 1_735_689_600;

/** Completes a given collection. Its times are Unix seconds. */
export function completeCollection(given: FakeCollection): HeldCollection {
  const { documents: givenDocuments = [], pipeline_list, pipeline_names = ["default"], ...members } = given;
  const {
    collection_name: name,
    project = defaultProject,
    resource_id: resourceId = `kb-${project}-${name}`,
  } = members;
  const createTime = members.create_time ?? createTimeSeconds;
  const documents = new Map(
    givenDocuments.map((document) => [document.doc_id, completeDocument(name, document, createTime * 1000)]),
  );
  const points = [...documents.values()].flatMap((document) => document.points);
  points.sort((left, right) => compareUtf8(left.point_id, right.point_id));
  return {
    name,
    project,
    resourceId,
    pipelineNames: pipeline_names,
    documents,
    points,
    info: () => ({
      description: "",
      doc_num: documents.size,
      create_time: createTime,
      update_time: createTime,
      creator: "fake",
      project,
      resource_id: resourceId,
      ...members,
      pipeline_list: completePipelines(pipeline_list, count(documents, points.length)),
    }),
  };
}

/** 0 done, 1 failed: no other state is final. Source: documentation page doc/info, `process_status`. */
function count(documents: ReadonlyMap<string, HeldDocument>, pointCount: number): PipelineStatistics {
  const states = [...documents.values()].map(({ info }) => info.current().status.process_status);
  return {
    doc_num: documents.size,
    finish_doc_num: states.filter((state) => state === 0 || state === 1).length,
    point_num: pointCount,
    success_doc_num: states.filter((state) => state === 0).length,
  };
}

function completePipelines(given: readonly FakePipeline[] | undefined, counted: PipelineStatistics): Pipeline[] {
  const pipelines: readonly FakePipeline[] = given ?? [{ pipeline_type: "default", index_list: [] }];
  return pipelines.map((pipeline) => ({ pipeline_stat: counted, ...pipeline }));
}

/** A document in the fake's store. */
interface HeldDocument {
  readonly info: Steps<DocInfo>;
  readonly points: readonly HeldPoint[];
}

/** Completes a given document to what doc/info answers. Its times are Unix milliseconds. */
function completeDocument(collectionName: string, given: FakeDocument, createTimeMs: number): HeldDocument {
  const { points = [], steps, ...members } = given;
  const docName = members.doc_name ?? members.doc_id;
  const createTime = members.create_time ?? createTimeMs;
  const info: DocInfo = {
    collection_name: collectionName,
    doc_name: docName,
    add_type: "tos_fe",
    doc_type: /\.(\w+)$/.exec(docName)?.[1]?.toLowerCase() ?? "txt",
    create_time: createTime,
    added_by: "fake",
    update_time: createTime,
    point_num: points.length,
    status: { process_status: 0 },
    ...members,
  };
  return {
    info: createSteps(info, steps),
    points: points.map((point, position) => completePoint(info, point, position)),
  };
}

/** A point in the fake's store, with the links of its attachments. */
type HeldPoint = Point & { readonly doc_info: { readonly doc_id: string } };

/** Completes a given point, with its document, to what point/list answers. Its times are Unix seconds. */
function completePoint(document: DocInfo, given: string | FakePoint, position: number): HeldPoint {
  const { doc_info, ...members }: FakePoint = typeof given === "string" ? { content: given } : given;
  const { collection_name, doc_id, doc_name, doc_type, title, meta } = document;
  const chunk_id = members.chunk_id ?? position;
  return {
    collection_name,
    point_id: `${doc_id}-${chunk_id}`,
    process_time: Math.floor(document.update_time / 1000),
    content: "",
    chunk_id,
    ...members,
    doc_info: {
      doc_id,
      doc_name,
      create_time: Math.floor(document.create_time / 1000),
      doc_type,
      // "url, tos directory, or an import kind such as tos_fe" (documentation page point/list).
      source: document.url ?? document.tos_path ?? document.add_type,
      ...(title === undefined ? {} : { title }),
      ...(meta === undefined ? {} : { doc_meta: meta }),
      ...doc_info,
    },
  };
}

/** A point without the links that only `get_attachment_link` asks for. */
export function withoutLinks(point: HeldPoint): Point {
  if (point.chunk_attachment === undefined) return point;
  const attachments = point.chunk_attachment.map(({ link: _link, info_link: _infoLink, ...rest }) => rest);
  return { ...point, chunk_attachment: attachments };
}

/** The current state of something, and the states that follow. */
export interface Steps<Value> {
  /** What it is now. */
  current(): Value;
  /** The state for this request. The next request gets the next state; the last one stays. */
  take(): Value;
}

/** States that begin with `first`, to which each of `changes` is applied one after the other. */
export function createSteps<Value extends object>(first: Value, changes: readonly Partial<Value>[] = []): Steps<Value> {
  let position = 0;
  const current = () => ({ ...first, ...changes[position] });
  return {
    current,
    take() {
      const value = current();
      if (position < changes.length - 1) position += 1;
      return value;
    },
  };
}
