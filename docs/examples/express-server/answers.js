// The four operations over data.json. FAULT=total-is-count puts a fault into them: point/list counts the points of the
// page, and not all that match.

import { readFileSync } from "node:fs";
import { isGiven } from "@viking-kb/spec";

const { FAULT } = process.env;
export const data = JSON.parse(readFileSync(new URL("data.json", import.meta.url), "utf8"));

/** What is answered in place of `data`. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}
export const invalid = (reason) => new Refusal(400, 1000003, `invalid request:${reason}`);
const noCollection = () => new Refusal(400, 1000005, "collection not exist");
const noPermission = () => new Refusal(403, 1000002, "no permission");

const seconds = (time) => Date.parse(time) / 1000;
const pointsOf = ({ points, ...document }) =>
  points.map((content, chunk_id) => ({ point_id: `${document.doc_id}-${chunk_id}`, chunk_id, content, document }));

/** The collection that a request speaks of: `resource_id` alone decides where it is given. */
function locate({ resource_id, project, pipeline_name }, name, projects) {
  const asked = isGiven(project) ? project : "default";
  if (!isGiven(resource_id)) {
    if (!data.projects.includes(asked)) throw noCollection();
    if (!projects.includes(asked)) throw noPermission();
  }
  const found = data.collections.find((one) =>
    isGiven(resource_id) ? one.resource_id === resource_id : one.project === asked && one.collection_name === name,
  );
  if (found === undefined || !projects.includes(found.project)) throw noCollection();
  if (isGiven(pipeline_name) && pipeline_name !== "default") throw invalid("pipeline_name: is unknown");
  return found;
}

/**
 * The operations by their ids: each takes a request that keeps the contract, and the projects that its key may read.
 */
export const answers = {
  getCollectionInfo(request, projects) {
    const { documents, create_time, tasks: _, ...info } = locate(request, request.name, projects);
    const finished = documents.filter(({ process_status = 0 }) => process_status === 0);
    const pipeline_stat = {
      doc_num: documents.length,
      finish_doc_num: finished.length,
      point_num: documents.flatMap(pointsOf).length,
    };
    return {
      description: "",
      ...info,
      doc_num: documents.length,
      create_time: seconds(create_time),
      update_time: seconds(create_time),
      pipeline_list: [{ pipeline_type: "default", pipeline_stat, index_list: [] }],
    };
  },

  getDocInfo(request, projects) {
    const { documents, collection_name, create_time, creator } = locate(request, request.collection_name, projects);
    const found = documents.find(({ doc_id }) => doc_id === request.doc_id);
    if (found === undefined) throw new Refusal(400, 1001001, "doc not exist");
    const { points, process_status = 0, ...document } = found;
    const time = seconds(create_time) * 1000; // milliseconds, here only
    return {
      ...document,
      collection_name,
      create_time: time,
      update_time: time,
      added_by: creator,
      add_type: "tos_fe",
      point_num: points.length,
      status: { process_status },
    };
  },

  listPoints(request, projects) {
    const { documents, collection_name, create_time } = locate(request, request.collection_name, projects);
    const { doc_ids, point_ids, offset, limit } = request;
    const matches = documents
      .flatMap(pointsOf)
      .filter(({ document }) => doc_ids?.includes(document.doc_id) ?? true)
      .filter(({ point_id }) => point_ids?.includes(point_id) ?? true)
      .sort((one, other) => Buffer.compare(Buffer.from(one.point_id), Buffer.from(other.point_id)));
    const first = offset ?? 0;
    const page = matches.slice(first, first + ((limit ?? -1) === -1 ? 100 : limit));
    return {
      collection_name,
      total_num: FAULT === "total-is-count" ? page.length : matches.length,
      count: page.length,
      point_list: page.map(({ document: { doc_id, doc_name, doc_type }, ...point }) => ({
        ...point,
        collection_name,
        process_time: seconds(create_time),
        doc_info: { doc_id, doc_name, doc_type, create_time: seconds(create_time), source: "tos_fe" },
      })),
    };
  },

  getTaskInfo({ task_id, pipeline_name }, projects) {
    const owner = data.collections.find(({ tasks }) => Object.hasOwn(tasks, task_id));
    if (owner === undefined) throw invalid("task not exist");
    if (!projects.includes(owner.project)) throw noPermission();
    if (isGiven(pipeline_name) && pipeline_name !== "default") throw invalid("task not exist");
    return owner.tasks[task_id];
  },
};
