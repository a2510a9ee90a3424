import { Refusal } from "@viking-kb/endpoint";
import { toDocumentWire } from "../../wire/document-wire.js";
import type { OptionalText } from "../given.js";
import { handlerOf } from "../handler.js";
import { locateCollection } from "../locate-collection.js";
import { requirePipeline } from "../require-pipeline.js";

/** `DocInfoRequest` of the contract. */
interface DocInfoRequest {
  readonly collection_name?: OptionalText;
  readonly project?: OptionalText;
  readonly resource_id?: OptionalText;
  readonly doc_id: string;
  readonly pipeline_name?: OptionalText;
}

/** doc/info: a document's origin, counters and processing state. */
export const getDocInfo = handlerOf<DocInfoRequest>(async (call) => {
  const { collection_name: name, project, resource_id: resourceId, doc_id: docId, pipeline_name: pipeline } = call.body;
  const collection = await locateCollection(call, { name, project, resourceId });
  requirePipeline(collection, pipeline);
  const document = await call.reads.findDocument(collection.id, docId);
  if (!document) throw new Refusal("doc-not-exist");
  return JSON.stringify(toDocumentWire(collection.name, document));
});
