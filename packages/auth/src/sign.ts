// The entry point `@viking-kb/auth/sign`: signing alone, for programs that neither verify nor make links.

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
export type { HeadersInput } from "./sign/headers.js";
export { type SignableRequest, type SignOptions, signRequest } from "./sign/sign-request.js";
