import type { CollectionInfo, Pipeline, PipelineStatistics } from "../generated/models/index.js";
import { compareUtf8 } from "../utf8-order.js";
import { completeDocument, type HeldDocument } from "./complete-document.js";
import type { HeldPoint } from "./complete-point.js";
import type { FakeCollection, FakePipeline } from "./fake-data.js";

/** The project of what names none. Source: each documentation page, `project`. */
export const defaultProject = "default";

/** A collection as it is held. */
export interface HeldCollection {
  readonly name: string;
  readonly project: string;
  readonly resourceId: string;
  readonly pipelineNames: readonly string[];
  readonly documents: ReadonlyMap<string, HeldDocument>;
  /** In the order of point/list. */
  readonly points: readonly HeldPoint[];
  /** As collection/info answers it now. */
  info(): CollectionInfo;
}

/** When a fake collection was created, where it does not say: 2025-01-01, so that no test depends on the day. */
const createTimeSeconds = 1_735_689_600;

/** A collection made from what is given of it. Its times are Unix seconds. */
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
