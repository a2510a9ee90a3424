import { answerFields } from "@viking-kb/spec";
import type {
  Collection,
  Document,
  DocumentFields,
  Json,
  Pipeline,
  StoredPoint,
  Task,
  WireMembers,
} from "./storage/records.js";

/** Unix milliseconds, which the server keeps, as the whole Unix seconds that every operation but doc/info answers. */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** The data of collection/info, schema `CollectionInfo` of the contract, as JSON text. */
export function collectionData(collection: Collection): string {
  const { name, description, documentCount, createTime, updateTime, creator } = collection;
  return JSON.stringify({
    collection_name: name,
    description,
    doc_num: documentCount,
    create_time: toSeconds(createTime),
    update_time: toSeconds(updateTime),
    creator,
    pipeline_list: collection.pipelines.map((pipeline) => toPipelineWire(pipeline, collection)),
    project: collection.projectName,
    resource_id: collection.resourceId,
    ...collection.members,
  });
}

/** A pipeline with the collection's counters: here each pipeline sees all documents. */
function toPipelineWire({ members }: Pipeline, collection: Collection): WireMembers {
  const counters = {
    doc_num: collection.documentCount,
    finish_doc_num: collection.finishedDocumentCount,
    point_num: collection.pointCount,
    success_doc_num: collection.succeededDocumentCount,
  };
  return { pipeline_type: "default", pipeline_stat: counters, ...members };
}

/** The data of doc/info, schema `DocInfo` of the contract, as JSON text. Only its times are milliseconds. */
export function documentData(collectionName: string, document: Document): string {
  const { processStatus, failedCode, failedMessage, members } = document;
  const { meta, ...others } = members;
  return JSON.stringify({
    collection_name: collectionName,
    doc_name: document.docName,
    doc_id: document.docId,
    add_type: document.addType,
    doc_type: document.docType,
    create_time: document.createTime,
    added_by: document.addedBy,
    update_time: document.updateTime,
    ...others,
    // "Only if the user added it" (documentation page doc/info).
    meta: meta === "" ? undefined : meta,
    point_num: document.pointCount,
    status: {
      process_status: processStatus,
      failed_code: failedCode ?? undefined,
      failed_msg: failedMessage ?? undefined,
    },
  });
}

/** What one point says, whatever document it belongs to. */
interface PointContent {
  /** Position in the document, from 0. */
  readonly chunkId: number;
  /** `{doc_id}-{chunk_id}` when absent. */
  readonly pointId?: string | undefined;
  /** When processing finished, Unix milliseconds. */
  readonly processTime: number;
  /** The text. */
  readonly content: string;
  /** Further members as on the wire: `chunk_title`, `chunk_type`, `table_chunk_fields`; `doc_info` is merged. */
  readonly members: WireMembers;
}

/** Members of a point, or of what stands at a place in it, that the contract marks as links or as what a request names. */
export function markedMembers(mark: "signedLink" | "echo", place = ""): string[] {
  const start = `/data/point_list/*/${place}`;
  const marked = answerFields.listPoints.filter((field) => mark in field && field.at.startsWith(start));
  return marked.map(({ at }) => at.slice(start.length));
}

const attachmentLinks = markedMembers("signedLink", "chunk_attachment/*/");

/**
 * Writes a point as point/list answers it, schema `Point` of the contract. The links of attachments are left out of
 * `wire`: they are answered only when `get_attachment_link` asks for them.
 */
export function toStoredPoint(collectionName: string, document: DocumentFields, point: PointContent): StoredPoint {
  const { chunkId, pointId = `${document.docId}-${chunkId}`, processTime, content, members } = point;
  const { doc_info: docInfo, chunk_attachment: attachments, ...others } = members;
  const answer = {
    collection_name: collectionName,
    point_id: pointId,
    process_time: toSeconds(processTime),
    content,
    chunk_id: chunkId,
    ...others,
    doc_info: { ...toPointDocument(document), ...(docInfo as WireMembers | undefined) },
  };
  if (!Array.isArray(attachments)) return { pointId, wire: JSON.stringify(answer), wireWithLinks: null };
  const withAttachments = (list: readonly Json[]) => JSON.stringify({ ...answer, chunk_attachment: list });
  const wire = withAttachments(attachments.map(withoutLinks));
  const wireWithLinks = withAttachments(attachments);
  return { pointId, wire, wireWithLinks: wireWithLinks === wire ? null : wireWithLinks };
}

/** `doc_info` of a point: schema `PointDoc`. */
function toPointDocument({ docId, docName, createTime, docType, addType, members }: DocumentFields) {
  const { title, meta } = members;
  return {
    doc_id: docId,
    doc_name: docName,
    create_time: toSeconds(createTime),
    doc_type: docType,
    // "url, tos directory, or an import kind such as tos_fe" (documentation page point/list).
    source: members.url ?? members.tos_path ?? addType,
    title,
    doc_meta: meta,
  };
}

function withoutLinks(attachment: Json): Json {
  return Object.fromEntries(
    Object.entries(attachment as WireMembers).filter(([name]) => !attachmentLinks.includes(name)),
  );
}

/** The data of task/info, schema `TaskInfo` of the contract, as JSON text. Only a success has a link. */
export function taskData({ status, percentage, attachmentLink }: Task): string {
  return JSON.stringify({
    status,
    percentage,
    attachment_link: status === "success" ? (attachmentLink ?? undefined) : undefined,
  });
}
