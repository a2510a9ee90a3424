import { operations } from "@viking-kb/spec";
import type { Collection, Json, Pipeline } from "./storage/records.js";
import type { Reads } from "./storage/storage.js";

const { pattern, maxLength, "x-pattern-words": patternWords } = operations.getCollectionInfo.fields.name;
const collectionName = new RegExp(pattern, "u");

/** @throws Error when a collection cannot be called so. */
export function checkCollectionName(name: string): void {
  if (name !== "" && name.length <= maxLength && collectionName.test(name)) return;
  throw new Error(
    `A collection cannot be called ${JSON.stringify(name)}: its name ${patternWords}, ${maxLength} characters at most.`,
  );
}

/** The project that is meant where none is named. */
export const defaultProject = "default";

/** No page says what a project may be called. Such a name can be typed and shown everywhere. */
const projectName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]{0,63}$/u;

/** @throws Error when a project cannot be called so. */
export function checkProjectName(name: string): void {
  if (projectName.test(name)) return;
  throw new Error(
    `A project cannot be called ${JSON.stringify(name)}: use 1 to 64 letters, digits, _, - and ., a letter or digit first.`,
  );
}

/** A `resource_id` that no other collection has: it holds 64 random bits. */
export function newResourceId(randomBytes: (size: number) => Uint8Array): string {
  return `kb-${Buffer.from(randomBytes(8)).toString("hex")}`;
}

/** Finds a collection by its name and that of its project. */
export async function findNamedCollection(
  reads: Reads,
  { projectName, name }: Pick<Collection, "projectName" | "name">,
): Promise<Collection | undefined> {
  const project = await reads.findProject(projectName);
  return project && (await reads.findCollection(project.id, name));
}

/** State of an index. Source: documentation page collection/info, `status`. */
export const indexStatus = { initialising: 0, ready: 1 } as const;

const filterFields = ["_sys_auto_id", "_sys_auto_doc_id", "_sys_auto_doc_type", "_sys_auto_add_type"];

/**
 * The pipelines of a collection by default: one, with the index of the sample on documentation page collection/info. It
 * is stored configuration only: no vector is made.
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

/** Pipelines with all indexes ready that were initialising; undefined when none was. */
export function withReadyIndexes(pipelines: readonly Pipeline[]): Pipeline[] | undefined {
  let isChanged = false;
  const ready = (index: Json): Json => {
    if (!isInitialising(index)) return index;
    isChanged = true;
    return { ...index, status: indexStatus.ready };
  };
  const changed = pipelines.map(({ name, members }) => {
    const { index_list: indexes } = members;
    return { name, members: Array.isArray(indexes) ? { ...members, index_list: indexes.map(ready) } : members };
  });
  return isChanged ? changed : undefined;
}

function isInitialising(index: Json): index is { readonly [name: string]: Json } {
  return typeof index === "object" && index !== null && "status" in index && index.status === indexStatus.initialising;
}
