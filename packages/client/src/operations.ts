import type { createAnsweredCall } from "./answered-call.js";
import type { Call } from "./call.js";
import type { CallOptions } from "./call-options.js";
import { CollectionsApi, DocsApi, PointsApi, TasksApi } from "./generated/apis/index.js";
import type {
  CollectionInfo,
  CollectionInfoRequest,
  DocInfo,
  DocInfoRequest,
  PointListRequest,
  PointPage,
  TaskInfo,
  TaskInfoRequest,
} from "./generated/models/index.js";
import { Configuration, type ConfigurationParameters } from "./generated/runtime.js";
import type { CollectionInfoInput, DocInfoInput, PointListInput, TaskInfoInput } from "./inputs.js";

/**
 * The four operations of the contract (spec/openapi.yaml), by its names. Each resolves to `data` as it came, unknown
 * fields included, and rejects with a KnowledgeBaseError.
 */
export interface Operations {
  getCollectionInfo(input: CollectionInfoInput, options?: CallOptions): Call<CollectionInfo>;
  getDocInfo(input: DocInfoInput, options?: CallOptions): Call<DocInfo>;
  listPoints(input: PointListInput, options?: CallOptions): Call<PointPage>;
  getTaskInfo(input: TaskInfoInput, options?: CallOptions): Call<TaskInfo>;
}

/** How the operations reach the API. */
export interface OperationsOptions {
  readonly configuration: ConfigurationParameters;
  readonly call: ReturnType<typeof createAnsweredCall>;
  /** Project for calls that name none. */
  readonly project: string | undefined;
}

/** The operations, through the generated classes. */
export function createOperations({ configuration, call, project }: OperationsOptions): Operations {
  const shared = new Configuration(configuration);
  const collections = new CollectionsApi(shared);
  const docs = new DocsApi(shared);
  const points = new PointsApi(shared);
  const tasks = new TasksApi(shared);
  const located = <Input extends { readonly project?: string | null | undefined }>(input: Input): Input =>
    input.project === undefined && project !== undefined ? { ...input, project } : input;
  // An input is a request that the type system was told more of: one of its names is given, its lists are not changed.
  return {
    getCollectionInfo: (input, options) =>
      call(options, (init) =>
        collections.getCollectionInfoRaw({ collectionInfoRequest: located(input) as CollectionInfoRequest }, init),
      ),
    getDocInfo: (input, options) =>
      call(options, (init) => docs.getDocInfoRaw({ docInfoRequest: located(input) as DocInfoRequest }, init)),
    listPoints: (input, options) =>
      call(options, (init) => points.listPointsRaw({ pointListRequest: located(input) as PointListRequest }, init)),
    getTaskInfo: (input, options) =>
      call(options, (init) => tasks.getTaskInfoRaw({ taskInfoRequest: input as TaskInfoRequest }, init)),
  };
}
