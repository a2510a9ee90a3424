import { isHeaderValue, isMethod, requireScope, requireThat } from "../checks.js";
import { assertCredentials, type Credentials } from "../credentials/credentials.js";
import { algorithm, defaultRegion, headerNames, service as schemeService, terminator } from "../generated/scheme.js";
import { isPromise, sha256 } from "./digest.js";
import { type HeadersInput, headerPairs, trimOptionalWhiteSpace } from "./headers.js";
import { parseSignableUrl } from "./signable-url.js";
import { formatSigningDate, signingDay } from "./signing-date.js";
import { signature, signingKeyOf } from "./signing-key.js";

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
  const { method, headers = {}, body = "" } = request;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  assertCredentials(credentials);
  requireThat(isMethod(method), "The method is not a word: set it.");
  const { host, uri, query } = parseSignableUrl(request.url);
  const contentType = givenContentType(headers, host);
  requireScope(region, service);
  const date = formatSigningDate(now());
  const hash = sha256(body);
  // Awaiting what is there already would cost as much as hashing it.
  const contentHash = isPromise(hash) ? await hash : hash;
  const scope = `${signingDay(date)}/${region}/${service}/${terminator}`;

  // What a verifier builds out of lists is written here line by line, since a client always sends the same headers: it
  // saves a third of the time. A property test compares the two.
  const added: Record<string, string> = { [headerNames.date]: date, [headerNames.contentHash]: contentHash };
  let lines = `host:${host}\n${headerNames.contentHash}:${contentHash}\n${headerNames.date}:${date}\n`;
  let names = `host;${headerNames.contentHash};${headerNames.date}`;
  if (contentType !== undefined) {
    lines = `content-type:${contentType}\n${lines}`;
    names = `content-type;${names}`;
  }
  if (sessionToken !== undefined) {
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
 * The Content-Type among a caller's headers, the only one of them that is signed. Throws a TypeError where they hold
 * what signing sets itself, another Host than the URL's, or what no header can.
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
