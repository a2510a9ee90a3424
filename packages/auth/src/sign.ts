export type { Credentials } from "./credentials.js";
export { credentialsFromEnvironment, type Environment } from "./credentials-from-environment.js";
export type { HeadersInput } from "./headers-input.js";
export { type RefreshOptions, refreshingCredentials, type TemporaryCredentials } from "./refreshing-credentials.js";
export { type SignableRequest, type SignOptions, signRequest } from "./sign-request.js";
export { staticCredentials } from "./static-credentials.js";
