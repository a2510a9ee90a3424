import { Refusal } from "@viking-kb/endpoint";
import { documentData } from "../../wire.js";
import type { Handler } from "../handler.js";
import { locateCollection, requirePipeline } from "../locate-collection.js";

/** doc/info: a document's origin, counters and processing state. */
export const getDocInfo: Handler<"getDocInfo"> = async (call) => {
  const { collection_name: name, doc_id: docId, pipeline_name: pipeline } = call.body;
  const collection = await locateCollection(call, name);
  requirePipeline(collection, pipeline);
  const document = await call.reads.findDocument(collection.id, docId);
  if (!document) throw new Refusal("doc-not-exist");
  return documentData(collection.name, document);
};
