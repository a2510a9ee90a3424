import { assertCredentials, type Credentials } from "../credentials/credentials.js";
import { defaultRegion, service as schemeService, terminator } from "../generated/scheme.js";
import { canonicalRequest } from "../sign/canonical-request.js";
import { formatCredentialScope } from "../sign/credential-scope.js";
import { formatSigningDate } from "../sign/signing-date.js";
import { stringToSign } from "../sign/signing-key.js";
import { type ExplainableRequest, readEvidence } from "./evidence.js";
import { findFaults } from "./faults.js";
import type { SignatureFinding } from "./finding.js";
import { redactHeader, redactQuery, secretsOf, withoutSecrets } from "./redaction.js";
import { remarks } from "./remarks.js";

/** What a request is checked against. */
export interface ExplainOptions {
  /** The key that the request should be signed with. Without it, everything but the signature itself is checked. */
  readonly credentials?: Credentials | undefined;
  /** The verifier's clock; the real one by default. For a recorded request, give the time when it arrived. */
  readonly now?: (() => Date) | undefined;
  /** The service that the credential scope must name; the knowledge base's by default. */
  readonly service?: string | undefined;
  /** The expected region of the credential scope; `cn-beijing` by default. Another region is a remark, not a fault. */
  readonly region?: string | undefined;
  /** The largest difference between X-Date and the clock, ahead or behind, in whole seconds; 900 by default. */
  readonly maximumClockSkewSeconds?: number | undefined;
}

/** How a request was signed and what is wrong with it: plain data, without secrets. */
export interface SignatureExplanation {
  /** Whether a verifier accepts the request; `undefined` when nothing is wrong, but there was no key to check with. */
  readonly verifies: boolean | undefined;
  readonly findings: readonly SignatureFinding[];
  readonly method: string;
  /** Path and query as they are sent. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly accessKeyId: string | undefined;
  readonly scope: ExplainedScope | undefined;
  /** X-Date as sent. */
  readonly date: string | undefined;
  readonly signedHeaders: readonly string[] | undefined;
  /** SHA-256 of the body. */
  readonly contentHash: string;
  /**
   * As a verifier builds it, with secret values redacted; undefined when Authorization or the target cannot be read.
   */
  readonly canonicalRequest: string | undefined;
  /** Its last line is the hash of the canonical request before redaction. */
  readonly stringToSign: string | undefined;
}

/** The credential scope of a request. */
export interface ExplainedScope {
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

/**
 * Explains how a request was signed, and how that differs from what was sent. The faults are those that {@link
 * verifyRequest} finds; when a signature does not match, the common causes are tried. Signatures, session tokens,
 * cookies and the credentials' secrets are not shown. Show the result to a developer, never to the caller of a server:
 * it would help somebody who guesses.
 *
 * @throws TypeError when the credentials cannot sign or `url` is not a URL.
 * @throws RangeError when the clock gives no date.
 */
export async function explainSignature(
  request: ExplainableRequest,
  options: ExplainOptions = {},
): Promise<SignatureExplanation> {
  const { credentials, now = () => new Date(), region = defaultRegion, maximumClockSkewSeconds } = options;
  const { service = schemeService } = options;
  if (credentials !== undefined) assertCredentials(credentials);
  const clock = now();
  formatSigningDate(clock);
  const evidence = await readEvidence(request, credentials, clock);
  const { authorization, contentHash, dateText, parts } = evidence;
  const settings = { service, maximumClockSkewSeconds };
  const faults = await findFaults(evidence, settings);
  // When a fault and a remark have the same name, the fault says more.
  const others = remarks(evidence, settings, region).filter(({ kind }) => faults.every((known) => known.kind !== kind));
  const secrets = secretsOf(evidence);
  // Secrets are removed first: redacting a query splits it at `=`, which may be part of a secret.
  const redact = (text: string) => redactQuery(withoutSecrets(text, secrets));
  const redactHeaders = (headers: Iterable<readonly [name: string, value: string]>) =>
    [...headers].map(([name, value]) => [name, redactHeader(name, value)] as const);
  const explanation: SignatureExplanation = {
    verifies: faults.length === 0 && credentials === undefined ? undefined : faults.length === 0,
    // Expected and actual values may be queries.
    findings: [...faults, ...others].map((finding) => ({
      ...finding,
      expected: finding.expected && redact(finding.expected),
      actual: finding.actual && redact(finding.actual),
    })),
    method: evidence.request.method,
    target: redact(evidence.request.target),
    headers: redactHeaders(evidence.request.headers),
    accessKeyId: authorization?.accessKeyId,
    scope: authorization && { ...authorization.scope, terminator },
    date: dateText,
    signedHeaders: authorization?.signedHeaders,
    contentHash,
    canonicalRequest:
      parts && canonicalRequest({ ...parts, query: redact(parts.query), headers: redactHeaders(parts.headers) }),
    stringToSign:
      authorization && parts && dateText !== undefined
        ? await stringToSign(dateText, formatCredentialScope(authorization.scope), canonicalRequest(parts))
        : undefined,
  };
  return withoutSecrets(explanation, secrets);
}
