import { isHeaderValue } from "../checks.js";
import { algorithm, maximumClockSkewSeconds as schemeClockSkewSeconds, terminator } from "../generated/scheme.js";
import { formatSigningDate, signingDay } from "../sign/signing-date.js";
import { type RefusalReason, refusalReasons } from "../verify/refusal-reason.js";
import type { Evidence } from "./evidence.js";
import type { FindingText } from "./finding.js";

/** The verifier's options, as far as its callers choose them. */
export interface VerifierSettings {
  readonly service: string;
  readonly maximumClockSkewSeconds?: number | undefined;
}

type Details = Partial<Pick<FindingText, "what" | "expected" | "actual">>;

/** Puts a reason for refusal into words for one request: its sentence, and the values that it is about. */
export function faultText(reason: RefusalReason, evidence: Evidence, settings: VerifierSettings): FindingText {
  const details = detailsOf[reason]?.(evidence, settings);
  return { what: refusalReasons[reason], advice: refusalAdvice[reason], ...details };
}

const detailsOf: {
  readonly [Reason in RefusalReason]?: (evidence: Evidence, settings: VerifierSettings) => Details;
} = {
  "unsupported-algorithm": ({ lines }) => ({
    expected: algorithm,
    actual: schemeName(lines.get("authorization")?.[0]),
  }),
  "wrong-terminator": () => ({ expected: terminator }),
  "wrong-service": ({ authorization }, { service }) => ({ expected: service, actual: authorization?.scope.service }),
  "missing-date": ({ now }) => ({ expected: formatSigningDate(now) }),
  "malformed-date": ({ dateText, now }) => ({ expected: formatSigningDate(now), actual: short(dateText) }),
  "scope-date-mismatch": ({ authorization, dateText = "" }) => ({
    expected: signingDay(dateText),
    actual: authorization?.scope.day,
  }),
  "date-outside-window": (evidence, { maximumClockSkewSeconds = schemeClockSkewSeconds }) => ({
    what: driftText(evidence),
    expected: `${formatSigningDate(evidence.now)}, ${duration(maximumClockSkewSeconds)} more or less`,
    actual: evidence.dateText,
  }),
  "missing-signed-header": (evidence) => ({
    what: `${refusalReasons["missing-signed-header"]}: ${signedNames(evidence, ({ length }) => length === 0)}`,
  }),
  "repeated-signed-header": (evidence) => ({
    what: `${refusalReasons["repeated-signed-header"]}: ${signedNames(evidence, ({ length }) => length > 1)}`,
  }),
  "malformed-signed-header": (evidence) => ({ actual: signedNames(evidence, ([value = ""]) => !isHeaderValue(value)) }),
  "unsupported-content-hash": ({ contentHash, sentHash }) => ({ expected: contentHash, actual: short(sentHash) }),
  "unknown-access-key": ({ authorization, credentials }) => ({
    what: "Authorization names another access key than the given credentials",
    expected: credentials?.accessKeyId,
    actual: authorization?.accessKeyId,
  }),
};

/** The names of the signed headers whose sent lines fit, in one text. */
function signedNames({ authorization, lines }: Evidence, sent: (values: readonly string[]) => boolean): string {
  return (authorization?.signedHeaders ?? []).filter((name) => sent(lines.get(name) ?? [])).join(", ");
}

/** How many seconds X-Date is behind the clock; negative when it is ahead, 0 when it names no moment. */
export function secondsBehind({ moment, now }: Evidence): number {
  return moment === undefined ? 0 : Math.floor(now.getTime() / 1000) - moment.getTime() / 1000;
}

/** The difference between X-Date and the clock, in words. */
export function driftText(evidence: Evidence): string {
  const behind = secondsBehind(evidence);
  const side = behind > 0 ? "before" : "after";
  return `X-Date lies ${duration(Math.abs(behind))} ${side} the clock that it is held against`;
}

/** A number of seconds in words. */
function duration(seconds: number): string {
  const units = [
    ["day", Math.floor(seconds / 86_400)],
    ["hour", Math.floor(seconds / 3600) % 24],
    ["minute", Math.floor(seconds / 60) % 60],
    ["second", seconds % 60],
  ] as const;
  const words = units.flatMap(([unit, count]) => (count === 0 ? [] : `${count} ${unit}${count === 1 ? "" : "s"}`));
  // Two units are exact enough.
  return words.slice(0, 2).join(" ") || "0 seconds";
}

/**
 * The name of another scheme at the start of an Authorization header. Only known names are given: any other word may be
 * a key.
 */
function schemeName(authorization: string | undefined): string | undefined {
  return /^(?:Basic|Bearer|Digest|AWS4?(?:-HMAC-SHA256)?|HMAC-SHA\d+)(?=\s|$)/i.exec(authorization ?? "")?.[0];
}

/** The value, unless it is longer than such values are. */
function short(value: string | undefined): string | undefined {
  return value !== undefined && value.length <= 80 ? value : undefined;
}

/** What to do about each reason for which a request is refused. */
export const refusalAdvice: Readonly<Record<RefusalReason, string>> = {
  "missing-authorization": "Sign the request; if it was signed, look for a redirect or a proxy that drops the header.",
  "repeated-authorization": "Send one: a library or a proxy adds its own beside the signature's.",
  "authorization-too-long": "Sign fewer headers: host, x-date, x-content-sha256 and content-type are enough.",
  "unsupported-algorithm": "Sign with HMAC-SHA256; bearer keys, AWS's and older algorithms are other schemes.",
  "malformed-authorization": "Write it as: HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=….",
  "malformed-credential": "Write Credential as id/yyyyMMdd/region/service/request, and none of these with a slash.",
  "wrong-terminator": "End the scope in `request`; `aws4_request` is AWS's.",
  "wrong-service": "Sign for the service that the request goes to.",
  "malformed-signed-headers": "List the names in lower case, joined by `;`, each once.",
  "too-many-signed-headers": "Sign fewer headers: host, x-date, x-content-sha256 and content-type are enough.",
  "malformed-signature": "Write the HMAC's 32 bytes as 64 lower-case hexadecimal digits, not as Base64.",
  "missing-date": "Send X-Date; the header Date does not stand in for it.",
  "repeated-date": "Send one X-Date: a request that is sent again is signed again from its unsigned headers.",
  "malformed-date": "Write the UTC time as yyyyMMdd'T'HHmmss'Z', without dashes, colons and milliseconds.",
  "unsigned-date": "Sign x-date and name it in SignedHeaders.",
  "scope-date-mismatch":
    "Take the day from X-Date itself, in UTC; a second reading of the clock may fall on another day.",
  "date-outside-window": "Set the clock by NTP, sign just before sending, and sign again for each attempt.",
  "missing-signed-header": "Look for a library or proxy that drops it, or do not sign it.",
  "repeated-signed-header": "Send it once, or do not sign it.",
  "malformed-signed-header": "Remove line breaks and other control characters from its value.",
  "unsigned-security-token": "Set X-Security-Token before signing, and sign it.",
  "repeated-content-hash": "Send one: a request that is sent again is signed again from its unsigned headers.",
  "unsupported-content-hash":
    "Send the SHA-256 of the body's bytes as 64 lower-case hexadecimal digits, or no such header.",
  "content-hash-mismatch": "Serialise the body once, sign those bytes and send the same bytes.",
  "malformed-method": "Send one word, such as POST.",
  "target-too-long": "Send the data in the body.",
  "malformed-target": "Percent-encode path and query as UTF-8, a percent sign itself as %25.",
  "credentials-in-query": "Send the signature either in the query or in the headers.",
  "unknown-access-key": "Give the credentials that signed the request, or sign with these.",
  "signature-mismatch":
    "The secret is another one, or something on the way changed method, path, query or a signed header: compare " +
    "canonicalRequest with what the signer built, line by line.",
  "missing-security-token": "Send the session token of the temporary key as X-Security-Token, and sign it.",
  "unexpected-security-token": "Leave X-Security-Token out: this key is not a temporary one.",
  "wrong-security-token": "Use id, secret and session token of one and the same temporary key.",
};
