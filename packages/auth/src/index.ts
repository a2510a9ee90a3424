export type { Credentials } from "./credentials/credentials.js";
export {
  credentialsFromEnvironment,
  type Environment,
  hasCredentials,
} from "./credentials/credentials-from-environment.js";
export { staticCredentials } from "./credentials/private-credentials.js";
export {
  type RefreshOptions,
  refreshingCredentials,
  type TemporaryCredentials,
} from "./credentials/refreshing-credentials.js";
export { type LinkRefusalReason, linkRefusalReasons } from "./links/link-refusal-reason.js";
export { type PresignOptions, presignUrl } from "./links/presign-url.js";
export { type LinkVerification, verifyPresignedUrl } from "./links/verify-presigned-url.js";
export type { HeadersInput } from "./sign/headers.js";
export { type SignableRequest, type SignOptions, signRequest } from "./sign/sign-request.js";
export type { AccessKey } from "./verify/check-signature.js";
export { type RefusalReason, refusalReasons } from "./verify/refusal-reason.js";
export { type ReceivedRequest, type Verification, type VerifyOptions, verifyRequest } from "./verify/verify-request.js";
