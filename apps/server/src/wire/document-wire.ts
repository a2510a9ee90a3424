import type { Document, WireMembers } from "../storage/records.js";

/**
 * A document as doc/info answers it: schema `DocInfo` of the contract. Its times are Unix milliseconds, as they are
 * kept, and here alone.
 */
export function toDocumentWire(collectionName: string, document: Document): WireMembers {
  const { processStatus, failedCode, failedMessage, members } = document;
  const { meta, ...others } = members;
  return {
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
    ...(meta === undefined || meta === "" ? {} : { meta }),
    point_num: document.pointCount,
    status: {
      process_status: processStatus,
      ...(failedCode === null ? {} : { failed_code: failedCode }),
      ...(failedMessage === null ? {} : { failed_msg: failedMessage }),
    },
  };
}
