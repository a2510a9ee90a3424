import { formatAuthorization } from "./authorization-header.js";
import { isCredentialSegment } from "./credential-segment.js";
import { assertCredentials, type Credentials } from "./credentials.js";
import { sha256Hex } from "./digest.js";
import { defaultRegion, headerNames, service as schemeService } from "./generated/scheme.js";
import type { HeadersInput } from "./header-lines.js";
import { isMethod } from "./method.js";
import { signableHeaders } from "./signable-headers.js";
import { parseSignableUrl } from "./signable-url.js";
import { signature } from "./signature.js";
import { formatSigningDate, signingDay } from "./signing-date.js";
import { deriveSigningKey } from "./signing-key.js";

/** A request that is to be sent. */
export interface SignableRequest {
  /** As it will stand on the wire: methods are case-sensitive, and fetch sends `post` as `POST`. */
  readonly method: string;
  /** Absolute, http or https. */
  readonly url: string | URL;
  /** The headers it will be sent with; of these Content-Type is signed. */
  readonly headers?: HeadersInput | undefined;
  /** Exactly the bytes that will be sent, or a text that will be sent as UTF-8; none by default. */
  readonly body?: Uint8Array | string | undefined;
}

/** With what a request is signed. */
export interface SignOptions {
  readonly credentials: Credentials;
  /** Region of the credential scope; `cn-beijing` by default. */
  readonly region?: string | undefined;
  /** Service of the credential scope; the knowledge base's by default. */
  readonly service?: string | undefined;
  /** The clock that X-Date is read from; the real one by default. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Signs a request and resolves to the headers to add to it: `x-date`, `x-content-sha256`, `authorization` and, for a
 * temporary key, `x-security-token`. Host is signed and not among them: fetch and every other client set it
 * themselves, from the URL. Sign again for each attempt; a signature is good for 15 minutes.
 * Rejects with a TypeError that says what to change where the request, the credentials or the options cannot be
 * signed, and with a RangeError where the clock gives no date.
 */
export async function signRequest(request: SignableRequest, options: SignOptions): Promise<Record<string, string>> {
  const { credentials, region = defaultRegion, service = schemeService, now = () => new Date() } = options;
  assertCredentials(credentials);
  assertScope(region, service);
  if (!isMethod(request.method)) throw new TypeError('The method is not one word: give one like "POST".');
  const { host, uri, query } = parseSignableUrl(request.url);
  const date = formatSigningDate(now());
  const contentHash = await sha256Hex(request.body ?? "");

  const added: Record<string, string> = { [headerNames.date]: date, [headerNames.contentHash]: contentHash };
  const { sessionToken } = credentials;
  if (sessionToken !== undefined) added[headerNames.securityToken] = sessionToken;
  const headers = signableHeaders(request.headers ?? {}, host, added);

  const scope = { day: signingDay(date), region, service };
  const signingKey = await deriveSigningKey(credentials.secretAccessKey, scope);
  const authorization = formatAuthorization({
    accessKeyId: credentials.accessKeyId,
    scope,
    signedHeaders: headers.map(([name]) => name),
    signature: await signature(signingKey, date, scope, {
      method: request.method,
      uri,
      query,
      headers,
      contentHash,
    }),
  });
  return { ...added, [headerNames.authorization]: authorization };
}

function assertScope(region: string, service: string): void {
  if (!isCredentialSegment(region)) {
    throw new TypeError('The region holds white space, a comma or a slash: give one like "cn-beijing".');
  }
  if (service === "" || !isCredentialSegment(service)) {
    throw new TypeError(`The service is empty or holds white space, a comma or a slash: it is "${schemeService}".`);
  }
}
