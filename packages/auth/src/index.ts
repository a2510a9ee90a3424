export type { Credentials } from "./credentials.js";
export { credentialsFromEnvironment, type Environment } from "./credentials-from-environment.js";
export type { HeadersInput } from "./header-lines.js";
export { type RefusalReason, refusalReasons } from "./refusal-reason.js";
export { type SignableRequest, type SignOptions, signRequest } from "./sign-request.js";
export {
  type AccessKey,
  type ReceivedRequest,
  type Verification,
  type VerifyOptions,
  verifyRequest,
} from "./verify-request.js";
