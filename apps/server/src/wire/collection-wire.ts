import type { Collection, Pipeline, WireMembers } from "../storage/records.js";
import { toSeconds } from "./seconds.js";

/** A collection as collection/info answers it: schema `CollectionInfo` of the contract. */
export function toCollectionWire(collection: Collection): WireMembers {
  const { name, description, documentCount, createTime, updateTime, creator } = collection;
  return {
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
  };
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
