import type { Finding } from "../../finding.js";
import { isObject, type JsonObject, member } from "../../json.js";
import { dataOf, type Reading, type Rule } from "./rule.js";

/** Rules over what an answer tells of one collection, document or task. */
export const resourceRules: readonly Rule[] = [
  {
    name: "counters",
    source: "documentation page collection/info: meaning of pipeline_stat",
    operations: ["getCollectionInfo"],
    check: (reading) =>
      countersOf(reading).flatMap(({ at, counters }) => [
        ...notMore(at, counters, "finish_doc_num", "doc_num"),
        ...notMore(at, counters, "success_doc_num", "finish_doc_num"),
      ]),
  },
  {
    name: "document-count",
    source: "this project: each pipeline sees all documents",
    decision: true,
    operations: ["getCollectionInfo"],
    check(reading) {
      const { doc_num: total } = dataOf(reading.body);
      if (typeof total !== "number") return [];
      return countersOf(reading)
        .filter(({ counters: { doc_num: own } }) => typeof own === "number" && own !== total)
        .map(({ at, counters: { doc_num: own } }) => ({
          at: `${at}/doc_num`,
          message: `is ${own}; the collection's doc_num is ${total}`,
        }));
    },
  },
  {
    name: "document-origin",
    source: "documentation page doc/info: url, tos_path",
    operations: ["getDocInfo"],
    check({ body }) {
      const data = dataOf(body);
      const { add_type: addType } = data;
      if (typeof addType !== "string") return [];
      return origins.flatMap(([type, field]): Finding[] => {
        const at = `/data/${field}`;
        if (addType === type) return field in data ? [] : [{ at, message: `is missing though add_type is ${type}` }];
        return field in data ? [{ at, message: `is there; expected with add_type ${type} alone` }] : [];
      });
    },
  },
  {
    name: "task-progress",
    source: "this project: running 0 to 99, success 100, fail the last value",
    decision: true,
    operations: ["getTaskInfo"],
    check({ body }) {
      const { status, percentage } = dataOf(body);
      const at = "/data/percentage";
      if (typeof percentage !== "number") return [];
      if (status === "success" && percentage !== 100) {
        return [{ at, message: `is ${percentage}; expected 100 on success` }];
      }
      return status === "running" && percentage === 100
        ? [{ at, message: "is 100; expected at most 99 while it runs" }]
        : [];
    },
  },
  {
    name: "task-link",
    source: "this project: attachment_link on success alone, and then always",
    decision: true,
    operations: ["getTaskInfo"],
    check({ body }) {
      const { status, attachment_link: link } = dataOf(body);
      const at = "/data/attachment_link";
      if (typeof status !== "string") return [];
      if (status === "success") return link === undefined ? [{ at, message: "is missing on success" }] : [];
      return link === undefined ? [] : [{ at, message: `is there; expected none while status is ${status}` }];
    },
  },
];

/** How a document was added, and the field that says where it came from then; no other document has it. */
const origins = [
  ["url", "url"],
  ["tos", "tos_path"],
] as const;

function countersOf({ body }: Reading): { readonly at: string; readonly counters: JsonObject }[] {
  const { pipeline_list: pipelines } = dataOf(body);
  return (Array.isArray(pipelines) ? pipelines.filter(isObject) : []).map((pipeline, index) => ({
    at: `/data/pipeline_list/${index}/pipeline_stat`,
    counters: member(pipeline, "pipeline_stat"),
  }));
}

function notMore(at: string, counters: JsonObject, part: string, whole: string): Finding[] {
  const [fewer, more] = [counters[part], counters[whole]];
  if (typeof fewer !== "number" || typeof more !== "number" || fewer <= more) return [];
  return [{ at: `${at}/${part}`, message: `is ${fewer}; expected at most ${whole}, which is ${more}` }];
}
