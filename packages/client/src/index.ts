export {
  type Credentials,
  credentialsFromEnvironment as fromEnv,
  type RefreshOptions,
  refreshingCredentials,
  staticCredentials,
  type TemporaryCredentials,
} from "@viking-kb/auth";
export {
  type CallOptions,
  createKnowledgeBase,
  type KnowledgeBase,
  type KnowledgeBaseCalls,
  type KnowledgeBaseOptions,
} from "./create-knowledge-base.js";
export type { CredentialSource } from "./credential-source.js";
export { describeFailedCode } from "./describe-failed-code.js";
export type { KnowledgeBaseErrorKind } from "./error-kinds.js";
export type { ExplainedCall } from "./explained-call.js";
export type { FailedCode } from "./generated/error-codes.js";
export type {
  ChunkAttachment,
  CollectionIndex,
  CollectionInfo,
  DocInfo,
  DocStatus,
  IndexConfig,
  Pipeline,
  PipelineStatistics,
  Point,
  PointDoc,
  PointPage,
  TableChunkField,
  TaskInfo,
} from "./generated/models/index.js";
export type { CollectionInfoInput, DocInfoInput, PointListInput, TaskInfoInput } from "./inputs.js";
export { isKnowledgeBaseError, KnowledgeBaseError, type KnowledgeBaseErrorDetails } from "./knowledge-base-error.js";
