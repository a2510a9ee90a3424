import { isObject, member } from "../json.js";
import type { Rule } from "./rule.js";

/** No pipeline has other documents than its collection. */
export const documentCountRule: Rule = {
  name: "document-count",
  source: "this project: each pipeline sees all documents",
  decision: true,
  check({ body }) {
    const { doc_num: total, pipeline_list: pipelines } = member(body, "data");
    if (typeof total !== "number" || !Array.isArray(pipelines)) return [];
    return pipelines.filter(isObject).flatMap((pipeline, index) => {
      const own = member(pipeline, "pipeline_stat").doc_num;
      if (typeof own !== "number" || own === total) return [];
      const at = `/data/pipeline_list/${index}/pipeline_stat/doc_num`;
      return [{ at, message: `is ${own}; the collection's doc_num is ${total}` }];
    });
  },
};
