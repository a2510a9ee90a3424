import {
  type Collection,
  type CollectionFields,
  type DocumentFields,
  type PointPage,
  type PointQuery,
  processStatus,
  type StoredPoint,
  type Task,
  type TaskFields,
} from "../src/storage/records.js";

/** The fields of a collection. A test gives those that matter to it. */
export function collectionFields(more: Partial<CollectionFields> = {}): CollectionFields {
  const name = more.name ?? "faq";
  return {
    projectName: "default",
    name,
    resourceId: `kb-${more.projectName ?? "default"}-${name}`,
    description: "Questions and answers",
    creator: "docs-team",
    createTime: 1_700_000_000_123,
    updateTime: 1_700_000_001_456,
    pipelines: [{ name: "default", members: { pipeline_type: "default", index_list: [] } }],
    members: { version: 4 },
    ...more,
  };
}

/** The same for a document. */
export function documentFields(docId: string, more: Partial<DocumentFields> = {}): DocumentFields {
  return {
    docId,
    docName: `${docId}.md`,
    docType: "md",
    addType: "tos_fe",
    addedBy: "docs-team",
    createTime: 1_700_000_002_789,
    updateTime: 1_700_000_003_012,
    contentHash: null,
    processStatus: processStatus.done,
    failedCode: null,
    failedMessage: null,
    members: { title: "A title" },
    ...more,
  };
}

/** The same for a task. */
export function taskFields(taskId: string, more: Partial<TaskFields> = {}): TaskFields {
  return { taskId, pipelineName: null, status: "running", percentage: 40, attachmentLink: null, ...more };
}

/** A task as it is found that keeps nothing here and stays for ever. */
export function storedTask(fields: TaskFields, { id, projectId }: Pick<Collection, "id" | "projectId">): Task {
  return { ...fields, collectionId: id, projectId, expiryTime: null, result: null };
}

/** Points of these ids. `mark` tells apart those of one id that were made at different times. */
export function storedPoints(pointIds: readonly string[], mark = ""): StoredPoint[] {
  return pointIds.map((pointId) => ({
    pointId,
    wire: JSON.stringify({ point_id: pointId, mark }),
    wireWithLinks: null,
  }));
}

/** Ids of a document's points as an import makes them. */
export function pointIdsOf(docId: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${docId}-${index}`);
}

/** The first hundred of all points, save for what is given. */
export function pointQuery(more: Partial<PointQuery> = {}): PointQuery {
  return { docIds: null, pointIds: null, offset: 0, limit: 100, withLinks: false, ...more };
}

/** The points of a page, parsed. */
export function pointsOf(page: PointPage): { point_id: string; mark: string }[] {
  return JSON.parse(page.wireList);
}
