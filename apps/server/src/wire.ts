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

/** What all points of a document say of it. */
export interface PointOrigin {
  readonly collectionName: string;
  readonly document: DocumentFields;
  /** When processing finished, Unix milliseconds. */
  readonly processTime: number;
  /** The same as the JSON text that each point's text ends with, its last brace included. */
  readonly ending: string;
}

export function pointOrigin(collectionName: string, document: DocumentFields, processTime: number): PointOrigin {
  const common = commonMembers({ collectionName, document, processTime });
  return { collectionName, document, processTime, ending: JSON.stringify(common).slice(1) };
}

function commonMembers({ collectionName, document, processTime }: Omit<PointOrigin, "ending">, docInfo?: WireMembers) {
  return {
    collection_name: collectionName,
    process_time: toSeconds(processTime),
    doc_info: { ...toPointDocument(document), ...docInfo },
  };
}

/** What one point says, whatever document it belongs to. */
interface PointContent {
  /** Position in the document, from 0. */
  readonly chunkId: number;
  /** `{doc_id}-{chunk_id}` when absent. */
  readonly pointId?: string | undefined;
  /** When processing of this point finished, Unix milliseconds; when that of the document did, when absent. */
  readonly processTime?: number | undefined;
  /** The text. */
  readonly content: string;
  /** Further members as on the wire: `chunk_title`, `chunk_type`, `table_chunk_fields`; `doc_info` is merged. */
  readonly members: WireMembers;
}

/**
 * Members of a point, or of what stands at a place in it, that the contract marks as links or as what a request names.
 */
export function markedMembers(mark: "signedLink" | "echo", place = ""): string[] {
  const start = `/data/point_list/*/${place}`;
  const marked = answerFields.listPoints.filter((field) => mark in field && field.at.startsWith(start));
  return marked.map(({ at }) => at.slice(start.length));
}

const attachmentLinks = markedMembers("signedLink", "chunk_attachment/*/");

/**
 * Writes a point as point/list answers it, schema `Point` of the contract; without the ending of its origin, unless it
 * says more of its document, or says it otherwise. The links of attachments are left out of `wire`: they are answered
 * only when `get_attachment_link` asks for them.
 */
export function toStoredPoint(origin: PointOrigin, point: PointContent): StoredPoint {
  const { chunkId, pointId = `${origin.document.docId}-${chunkId}`, content, members } = point;
  const { processTime = origin.processTime } = point;
  const { doc_info: docInfo, chunk_attachment: attachments, ...others } = members;
  const own = { point_id: pointId, content, chunk_id: chunkId, ...others };
  const isWhole = docInfo !== undefined || processTime !== origin.processTime;
  const write = (members: WireMembers) =>
    isWhole
      ? JSON.stringify({ ...members, ...commonMembers({ ...origin, processTime }, docInfo as WireMembers) })
      : `${JSON.stringify(members).slice(0, -1)},`;
  if (!Array.isArray(attachments)) return { pointId, wire: write(own), wireWithLinks: null };
  const withAttachments = (list: readonly Json[]) => write({ ...own, chunk_attachment: list });
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
