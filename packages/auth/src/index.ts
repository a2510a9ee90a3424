export type { AccessKey } from "./access-key.js";
export type { Credentials } from "./credentials.js";
export { credentialsFromEnvironment, type Environment } from "./credentials-from-environment.js";
export type { HeadersInput } from "./headers-input.js";
export { type LinkRefusalReason, linkRefusalReasons } from "./link-refusal-reason.js";
export { type PresignOptions, presignUrl } from "./presign-url.js";
export { type RefreshOptions, refreshingCredentials, type TemporaryCredentials } from "./refreshing-credentials.js";
export { type RefusalReason, refusalReasons } from "./refusal-reason.js";
export { type SignableRequest, type SignOptions, signRequest } from "./sign-request.js";
export { staticCredentials } from "./static-credentials.js";
export { type LinkVerification, verifyPresignedUrl } from "./verify-presigned-url.js";
export {
  type ReceivedRequest,
  type Verification,
  type VerifyOptions,
  verifyRequest,
} from "./verify-request.js";
