import type { DocumentFields, Json, StoredPoint, WireMembers } from "../storage/records.js";
import { toSeconds } from "./seconds.js";

/** What one point says, whatever document it belongs to. */
export interface PointContent {
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

type Attachment = WireMembers;

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
  const wire = withAttachments(attachments.map(withoutLink));
  const wireWithLinks = withAttachments(attachments);
  return { pointId, wire, wireWithLinks: wireWithLinks === wire ? null : wireWithLinks };
}

/** `doc_info` of a point: schema `PointDoc`. */
function toPointDocument({ docId, docName, createTime, docType, addType, members }: DocumentFields): WireMembers {
  const { title, meta } = members;
  return {
    doc_id: docId,
    doc_name: docName,
    create_time: toSeconds(createTime),
    doc_type: docType,
    // "url, tos directory, or an import kind such as tos_fe" (documentation page point/list).
    source: members.url ?? members.tos_path ?? addType,
    ...(title === undefined ? {} : { title }),
    ...(meta === undefined ? {} : { doc_meta: meta }),
  };
}

function withoutLink(attachment: Json): Json {
  const { link: _link, info_link: _infoLink, ...rest } = attachment as Attachment;
  return rest;
}
