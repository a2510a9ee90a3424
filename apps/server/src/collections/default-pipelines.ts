import type { Pipeline } from "../storage/records.js";

/** State of an index. Source: documentation page collection/info, `status`. */
export const indexStatus = { initialising: 0, ready: 1 } as const;

const filterFields = ["_sys_auto_id", "_sys_auto_doc_id", "_sys_auto_doc_type", "_sys_auto_add_type"];

/**
 * The pipelines of a collection for which nothing else is said: one, with the index of the sample on documentation page
 * collection/info. It is stored configuration: no vector is made.
 */
export function defaultPipelines(status: number): readonly Pipeline[] {
  const index = {
    index_type: "hnsw",
    index_config: {
      vector_field: { field_name: "_sys_auto_content_vector", field_type: "vector", dim: 1024 },
      cpu_quota: 2,
      distance: "ip",
      quant: "int8",
      embedding_model: "bge-large-zh",
      fields: filterFields.map((name) => ({ field_name: name, field_type: "string" })),
    },
    status,
  };
  return [{ name: "default", members: { pipeline_type: "default", index_list: [index] } }];
}
