export {
  type Credentials,
  credentialsFromEnvironment as fromEnv,
  hasCredentials,
  type RefreshOptions,
  refreshingCredentials,
  staticCredentials,
  type TemporaryCredentials,
} from "@viking-kb/auth/sign";
export { type AnsweredCall, type Call, type CallLimits, type CallOptions, defaultLimits } from "./calls/call.js";
export type { Collections } from "./calls/collections.js";
export type { Docs } from "./calls/docs.js";
export type { ExplainedCall } from "./calls/explain-call.js";
export type {
  CollectionInfoInput,
  DocInfoInput,
  PointIterateInput,
  PointListInput,
  TaskInfoInput,
} from "./calls/inputs.js";
export type { IterateOptions, Points } from "./calls/points.js";
export type { Tasks } from "./calls/tasks.js";
export { collectionTimes, docTimes, pointTimes } from "./calls/times.js";
export {
  createKnowledgeBase,
  type KnowledgeBase,
  type KnowledgeBaseCalls,
} from "./create-knowledge-base.js";
export type { Download, DownloadResult } from "./download/download.js";
export type { DownloadOptions, DownloadProgress } from "./download/download-options.js";
export { linkExpiry } from "./download/link-expiry.js";
export type { DownloadTarget } from "./download/target.js";
export type { DownloadTask, FinishedTask } from "./download/task-link.js";
export { describeFailedCode } from "./errors/describe-failed-code.js";
export type { KnowledgeBaseErrorKind } from "./errors/knowledge-base-error.js";
export {
  isKnowledgeBaseError,
  KnowledgeBaseError,
  type KnowledgeBaseErrorDetails,
} from "./errors/knowledge-base-error.js";
export type { Locale } from "./errors/locale.js";
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
export type {
  ConnectionOptions,
  KnowledgeBaseOptions,
  SignerOptions,
  SigningOptions,
} from "./knowledge-base-options.js";
export { optionsFromEnv } from "./options-from-env.js";
export type { CredentialSource, RequestToSign, SignatureHeaders, Signer } from "./transport/authentication.js";
export type { AttemptEvent, Hook, Hooks, Logger } from "./transport/observe.js";
export type { ProcessedDoc, SucceededTask } from "./waiting/wait.js";
export type { WaitOptions, WatchOptions } from "./waiting/watch.js";
