import { CollectionsApi, DocsApi, PointsApi, TasksApi } from "../generated/apis/index.js";
import type {
  CollectionInfo,
  CollectionInfoRequest,
  DocInfo,
  DocInfoRequest,
  PointListRequest,
  PointPage,
  TaskInfo,
  TaskInfoRequest,
} from "../generated/models/index.js";
import type { Configuration } from "../generated/runtime.js";
import type { SendCall } from "../transport/send-call.js";
import type { Call, CallOptions } from "./call.js";
import type { CollectionInfoInput, DocInfoInput, PointListInput, TaskInfoInput } from "./inputs.js";

/**
 * The operations of the contract (spec/openapi.yaml), by their names there. Each resolves to `data` as it came,
 * with unknown fields, and rejects with a KnowledgeBaseError.
 */
export interface Operations {
  getCollectionInfo(input: CollectionInfoInput, options?: CallOptions): Call<CollectionInfo>;
  getDocInfo(input: DocInfoInput, options?: CallOptions): Call<DocInfo>;
  listPoints(input: PointListInput, options?: CallOptions): Call<PointPage>;
  getTaskInfo(input: TaskInfoInput, options?: CallOptions): Call<TaskInfo>;
}

/**
 * Creates the operations on top of the generated classes.
 *
 * @param project for calls that name none
 */
export function createOperations(
  configuration: Configuration,
  sendCall: SendCall,
  project: string | undefined,
): Operations {
  const collections = new CollectionsApi(configuration);
  const docs = new DocsApi(configuration);
  const points = new PointsApi(configuration);
  const tasks = new TasksApi(configuration);
  const located = <Input extends { readonly project?: string | null | undefined }>(
    input: Input,
    ...expected: ExpectedInput
  ): Input => {
    requireInput(input, ...expected);
    return input.project === undefined && project !== undefined ? { ...input, project } : input;
  };
  // An input is a request with a stricter type: one of its locating fields is given, and its lists are readonly.
  return {
    getCollectionInfo: (input, options) =>
      sendCall(options, (init) =>
        collections.getCollectionInfoRaw(
          { collectionInfoRequest: located(input, 'name: "faq"', "collection_name", "name") as CollectionInfoRequest },
          init,
        ),
      ),
    getDocInfo: (input, options) =>
      sendCall(options, (init) =>
        docs.getDocInfoRaw(
          { docInfoRequest: located(input, `${inCollection}, doc_id: "handbook"`, ...notName) as DocInfoRequest },
          init,
        ),
      ),
    listPoints: (input, options) =>
      sendCall(options, (init) =>
        points.listPointsRaw({ pointListRequest: located(input, inCollection, ...notName) as PointListRequest }, init),
      ),
    getTaskInfo: (input, options) =>
      sendCall(options, (init) => {
        requireInput(input, 'task_id: "t1"');
        return tasks.getTaskInfoRaw({ taskInfoRequest: input as TaskInfoRequest }, init);
      }),
  };
}

/** Fields that are enough for a call; and the name that this operation gives to what others name otherwise. */
type ExpectedInput = readonly [example: string, mistaken?: string, meant?: string];

/** collection/info alone calls a collection's name `name`. */
const notName = ["name", "collection_name"] as const;
const inCollection = 'collection_name: "faq"';

/**
 * Refuses what the API would take for something else: it ignores fields that it does not know, and JSON makes null of
 * NaN. Fields that the contract does not have yet are sent.
 *
 * @throws TypeError that names the field.
 */
function requireInput(input: unknown, ...[example, mistaken, meant]: ExpectedInput): asserts input is object {
  if (typeof input !== "object" || input === null) {
    throw new TypeError(`The call needs its input, an object like { ${example} }.`);
  }
  for (const [name, value] of Object.entries(input)) {
    const wire = name === mistaken ? meant : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (wire !== name && value !== undefined)
      throw new TypeError(`There is no field \`${name}\`: did you mean \`${wire}\`?`);
    if (typeof value === "number" && !Number.isFinite(value))
      throw new TypeError(`${name} is ${value}: give a number.`);
  }
}
