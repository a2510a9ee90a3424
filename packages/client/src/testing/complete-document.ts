import type { DocInfo } from "../generated/models/index.js";
import { completePoint, type HeldPoint } from "./complete-point.js";
import type { FakeDocument } from "./fake-data.js";
import { createSteps, type Steps } from "./steps.js";

/** A document as it is held. */
export interface HeldDocument {
  readonly info: Steps<DocInfo>;
  readonly points: readonly HeldPoint[];
}

/** A document as doc/info answers it, made from what is given of it. Its times are Unix milliseconds, here alone. */
export function completeDocument(collectionName: string, given: FakeDocument, createTimeMs: number): HeldDocument {
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
