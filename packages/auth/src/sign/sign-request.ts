import { isHeaderValue, isMethod, requireScope, requireThat } from "../checks.js";
import { assertCredentials, type Credentials } from "../credentials/credentials.js";
import { algorithm, defaultRegion, headerNames, service as schemeService, terminator } from "../generated/scheme.js";
import { isPromise, sha256 } from "./digest.js";
import { type HeadersInput, headerPairs, trimOptionalWhiteSpace } from "./headers.js";
import { parseSignableUrl } from "./signable-url.js";
import { formatSigningDate, signingDay } from "./signing-date.js";
import { signature, signingKeyOf } from "./signing-key.js";

/** A request to sign. */
export interface SignableRequest {
  /** As it will be sent: methods are case-sensitive, and fetch sends `post` as `POST`. */
  readonly method: string;
  /** Absolute, http or https. */
  readonly url: string | URL;
  /** The headers that it will be sent with. Of these, only Content-Type is signed. */
  readonly headers?: HeadersInput | undefined;
  /** Exactly the bytes that will be sent, or a text that will be sent as UTF-8; none by default. */
  readonly body?: Uint8Array | string | undefined;
}

/** How a request is signed. */
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
 * temporary key, `x-security-token`. Host is signed too, but not returned: HTTP clients set it themselves, from the
 * URL. Sign again for each attempt; a signature is valid for 15 minutes.
 *
 * @throws TypeError that says what to change, when the request, the credentials or an option cannot be signed.
 * @throws RangeError when the clock gives no date.
 */
export async function signRequest(request: SignableRequest, options: SignOptions): Promise<Record<string, string>> {
  const { credentials, region = defaultRegion, service = schemeService, now = () => new Date() } = options;
  const { method, headers = {}, body = "" } = request;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  assertCredentials(credentials);
  requireThat(isMethod(method), "The method is not a word: set it.");
  const { host, uri, query } = parseSignableUrl(request.url);
  const contentType = givenContentType(headers, host);
  requireScope(region, service);
  const date = formatSigningDate(now());
  const hash = sha256(body);
  // Awaiting a value that is there already would cost as much as hashing it.
  const contentHash = isPromise(hash) ? await hash : hash;
  const scope = `${signingDay(date)}/${region}/${service}/${terminator}`;

  // A verifier builds this text from lists. Here it is written line by line, since a client always sends the same
  // headers: that saves a third of the time. A property test compares the two.
  const added: Record<string, string> = { [headerNames.date]: date, [headerNames.contentHash]: contentHash };
  let lines = `host:${host}\n${headerNames.contentHash}:${contentHash}\n${headerNames.date}:${date}\n`;
  let names = `host;${headerNames.contentHash};${headerNames.date}`;
  if (contentType !== undefined) {
    lines = `content-type:${contentType}\n${lines}`;
    names = `content-type;${names}`;
  }
  if (sessionToken) {
    added[headerNames.securityToken] = sessionToken;
    lines += `${headerNames.securityToken}:${sessionToken}\n`;
    names += `;${headerNames.securityToken}`;
  }
  const text = `${method}\n${uri}\n${query}\n${lines}\n${names}\n${contentHash}`;
  const signed = signature(signingKeyOf(secretAccessKey, scope), date, text);
  const digits = isPromise(signed) ? await signed : signed;
  added[headerNames.authorization] =
    `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${digits}`;
  return added;
}

const setBySigning: readonly string[] = Object.values(headerNames);

/**
 * The caller's Content-Type, the only given header that is signed. Throws a TypeError when the caller gives a header
 * that signing sets, another Host than the URL's, or a value that no header can have.
 */
function givenContentType(headers: HeadersInput, host: string): string | undefined {
  let contentType: string | undefined;
  for (const [anyCase, line] of headerPairs(headers)) {
    const name = anyCase.toLowerCase();
    const value = trimOptionalWhiteSpace(line);
    requireThat(
      isHeaderValue(value),
      `The header "${name}" holds a line break or a character beyond ASCII: remove it.`,
    );
    const isContentType = name === "content-type";
    const isTaken = isContentType ? contentType !== undefined : name === "host" && value !== host;
    requireThat(
      !isTaken && !setBySigning.includes(name),
      `The header ${anyCase} is given twice, or set by signing: remove it.`,
    );
    if (isContentType) contentType = value;
  }
  return contentType;
}
