import type { Finding } from "../finding.js";
import { isObject, type JsonObject, member } from "../json.js";
import type { Rule } from "./rule.js";

/** Of a pipeline's documents, no more have finished than there are, and no more have succeeded than have finished. */
export const countersRule: Rule = {
  name: "counters",
  source: "documentation page collection/info: meaning of pipeline_stat",
  check({ body }) {
    const pipelines = member(body, "data").pipeline_list;
    if (!Array.isArray(pipelines)) return [];
    return pipelines.filter(isObject).flatMap((pipeline, index) => {
      const at = `/data/pipeline_list/${index}/pipeline_stat`;
      const counters = member(pipeline, "pipeline_stat");
      return [
        ...notMore(at, counters, "finish_doc_num", "doc_num"),
        ...notMore(at, counters, "success_doc_num", "finish_doc_num"),
      ];
    });
  },
};

function notMore(at: string, counters: JsonObject, part: string, whole: string): Finding[] {
  const [fewer, more] = [counters[part], counters[whole]];
  if (typeof fewer !== "number" || typeof more !== "number" || fewer <= more) return [];
  return [{ at: `${at}/${part}`, message: `is ${fewer}; expected at most ${whole}, which is ${more}` }];
}
