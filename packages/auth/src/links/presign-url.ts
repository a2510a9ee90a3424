import { requireScope, requireThat } from "../checks.js";
import { assertCredentials } from "../credentials/credentials.js";
import {
  algorithm,
  defaultRegion,
  maximumExpirySeconds,
  queryParameterNames,
  service as schemeService,
} from "../generated/scheme.js";
import { canonicalRequest } from "../sign/canonical-request.js";
import { canonicalQuery, parseQuery, type QueryParameter } from "../sign/canonical-target.js";
import { formatCredential, formatCredentialScope } from "../sign/credential-scope.js";
import { sha256, utf8ByteText } from "../sign/digest.js";
import type { SignOptions } from "../sign/sign-request.js";
import { parseSignableUrl } from "../sign/signable-url.js";
import { formatSigningDate, signingDay } from "../sign/signing-date.js";
import { signature, signingKeyOf } from "../sign/signing-key.js";
import { hasRepeatedParameter } from "./link-claim.js";

/** How a link is signed. */
export interface PresignOptions extends SignOptions {
  /**
   * How many seconds after signing the link is valid: a whole number from 1 to 604800 (7 days). It is 900 by default,
   * as in the documented links of export tasks.
   */
  readonly expiresInSeconds?: number | undefined;
}

/**
 * Signs a link: resolves to the URL with a signature in its query. Until it expires, anybody who has the link can use
 * it for GET: it is a key, and does not belong in a log. The signature covers path and query, not the host. The
 * parameters come back sorted by name. The operations of the knowledge base take no such link; it is for files
 * that a server gives out. Source: what the vendor's Java signer puts into the query.
 *
 * @throws TypeError that says what to change, when the URL, the credentials or an option cannot be signed.
 * @throws RangeError when the clock gives no date.
 */
export async function presignUrl(url: string | URL, options: PresignOptions): Promise<string> {
  const { credentials, region = defaultRegion, service = schemeService, now = () => new Date() } = options;
  const { expiresInSeconds = 900 } = options;
  assertCredentials(credentials);
  requireScope(region, service);
  requireThat(
    Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= maximumExpirySeconds,
    `expiresInSeconds is not a whole number from 1 to ${maximumExpirySeconds}: set one.`,
  );
  const { uri, query: givenQuery } = parseSignableUrl(url);
  const date = formatSigningDate(now());
  const scope = { day: signingDay(date), region, service };
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const added = {
    [queryParameterNames.algorithm]: algorithm,
    [queryParameterNames.credential]: formatCredential({ accessKeyId, scope }),
    [queryParameterNames.date]: date,
    [queryParameterNames.expires]: String(expiresInSeconds),
    [queryParameterNames.notSignBody]: "",
    [queryParameterNames.signedHeaders]: "",
    ...(sessionToken ? { [queryParameterNames.securityToken]: sessionToken } : {}),
  };
  const parameters = withNames([...(parseQuery(givenQuery) ?? []), ...Object.entries(added)]);
  const query = canonicalQuery(parameters);
  const contentHash = await sha256("");
  const text = canonicalRequest({ method: "GET", uri, query, headers: [], contentHash });
  const digits = await signature(signingKeyOf(secretAccessKey, formatCredentialScope(scope)), date, text);
  return `${new URL(url).origin}${uri}?${query}&${queryParameterNames.signature}=${digits}`;
}

/** Adds the parameter that lists the names of all parameters, its own included. */
function withNames(given: readonly QueryParameter[]): QueryParameter[] {
  const names = [...given.map(([name]) => name), queryParameterNames.signedQueries];
  const list = names
    .map((name) => [utf8ByteText(name), name] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, name]) => name)
    .join(";");
  const parameters: QueryParameter[] = [...given, [queryParameterNames.signedQueries, list]];
  requireThat(!hasRepeatedParameter(parameters), "The URL's query has a parameter twice: remove it.");
  requireThat(
    list.split(";").length === names.length,
    "The URL's query has a parameter with a semicolon in its name: rename it.",
  );
  return parameters;
}
