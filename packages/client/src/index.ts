export {
  type Credentials,
  credentialsFromEnvironment as fromEnv,
  type RefreshOptions,
  refreshingCredentials,
  staticCredentials,
  type TemporaryCredentials,
} from "@viking-kb/auth/sign";
export type { AnsweredCall, Call } from "./call.js";
export type { CallLimits, CallOptions } from "./call-options.js";
export type { Collections } from "./collections.js";
export {
  createKnowledgeBase,
  type KnowledgeBase,
  type KnowledgeBaseCalls,
} from "./create-knowledge-base.js";
export type { CredentialSource } from "./credential-source.js";
export { describeFailedCode } from "./describe-failed-code.js";
export type { Docs } from "./docs.js";
export type { Download, DownloadResult } from "./download/download.js";
export type { DownloadOptions, DownloadProgress } from "./download/download-options.js";
export type { DownloadTarget } from "./download/download-target.js";
export type { FinishedTask } from "./download/task-link.js";
export type { KnowledgeBaseErrorKind } from "./error-kinds.js";
export type { ExplainedCall } from "./explained-call.js";
export type { FailedCode } from "./generated/failed-codes.js";
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
export type { AttemptEvent, Hook, Hooks, Logger } from "./hooks.js";
export type {
  CollectionInfoInput,
  DocInfoInput,
  PointIterateInput,
  PointListInput,
  TaskInfoInput,
} from "./inputs.js";
export { isKnowledgeBaseError, KnowledgeBaseError, type KnowledgeBaseErrorDetails } from "./knowledge-base-error.js";
export type {
  ConnectionOptions,
  KnowledgeBaseOptions,
  SignerOptions,
  SigningOptions,
} from "./knowledge-base-options.js";
export type { IterateOptions } from "./points/iterate-options.js";
export type { Points } from "./points.js";
export type { RequestToSign, SignatureHeaders, Signer } from "./signer.js";
export type { Tasks } from "./tasks.js";
export { collectionTimes, docTimes, pointTimes } from "./times.js";
export type { ProcessedDoc } from "./waiting/wait-for-doc.js";
export type { SucceededTask } from "./waiting/wait-for-task.js";
export type { WaitOptions, WatchOptions } from "./waiting/wait-options.js";
