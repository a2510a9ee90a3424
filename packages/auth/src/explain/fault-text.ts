import { algorithm, maximumClockSkewSeconds as schemeClockSkewSeconds, terminator } from "../generated/scheme.js";
import { isHeaderValue } from "../header-value.js";
import { type RefusalReason, refusalReasons } from "../refusal-reason.js";
import { formatSigningDate, signingDay } from "../signing-date.js";
import { type Evidence, signedNames, signingMoment } from "./evidence.js";
import type { FindingText } from "./finding.js";
import { refusalAdvice } from "./refusal-advice.js";

/** What the verifier asks for, as far as its callers choose it. */
export interface VerifierSettings {
  readonly service: string;
  readonly maximumClockSkewSeconds?: number | undefined;
}

type Details = Partial<Pick<FindingText, "what" | "expected" | "actual">>;

/** What a reason of the verifier's says of one request: its sentence, and what of the request stands behind it. */
export function faultText(reason: RefusalReason, evidence: Evidence, settings: VerifierSettings): FindingText {
  const details = detailsOf[reason]?.(evidence, settings) ?? {};
  return { what: refusalReasons[reason], advice: refusalAdvice[reason], ...details };
}

const detailsOf: { readonly [Reason in RefusalReason]?: (evidence: Evidence, settings: VerifierSettings) => Details } =
  {
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
    "date-outside-window": outsideWindow,
    "missing-signed-header": (evidence) => named("missing-signed-header", evidence, (count) => count === 0),
    "repeated-signed-header": (evidence) => named("repeated-signed-header", evidence, (count) => count > 1),
    "malformed-signed-header": ({ authorization, lines }) => ({
      actual: authorization?.signedHeaders.filter((name) => !isHeaderValue(lines.get(name)?.[0] ?? "")).join(", "),
    }),
    "unsupported-content-hash": ({ contentHash, sentHash }) => ({ expected: contentHash, actual: short(sentHash) }),
    "unknown-access-key": ({ authorization, credentials }) => ({
      what: "Authorization names another access key than the given credentials",
      expected: credentials?.accessKeyId,
      actual: authorization?.accessKeyId,
    }),
  };

function named(reason: RefusalReason, evidence: Evidence, sent: (count: number) => boolean): Details {
  return { what: `${refusalReasons[reason]}: ${signedNames(evidence, sent).join(", ")}` };
}

function outsideWindow(evidence: Evidence, { maximumClockSkewSeconds }: VerifierSettings): Details {
  const limit = maximumClockSkewSeconds ?? schemeClockSkewSeconds;
  const behind = secondsBehind(evidence);
  return {
    what: `X-Date lies ${duration(Math.abs(behind))} ${behind > 0 ? "before" : "after"} the clock that it is held against`,
    expected: `${formatSigningDate(evidence.now)}, ${duration(limit)} more or less`,
    actual: evidence.dateText,
  };
}

/** By how many seconds X-Date lies before the clock; 0 where it names no moment. */
export function secondsBehind(evidence: Evidence): number {
  const now = Math.floor(evidence.now.getTime() / 1000);
  return now - (signingMoment(evidence)?.getTime() ?? now * 1000) / 1000;
}

/** A number of seconds in words. */
export function duration(seconds: number): string {
  const units = [
    ["day", Math.floor(seconds / 86_400)],
    ["hour", Math.floor(seconds / 3600) % 24],
    ["minute", Math.floor(seconds / 60) % 60],
    ["second", seconds % 60],
  ] as const;
  const words = units.flatMap(([unit, count]) => (count === 0 ? [] : `${count} ${unit}${count === 1 ? "" : "s"}`));
  // Two units say enough: nobody asks for the seconds of a day.
  return words.slice(0, 2).join(" ") || "0 seconds";
}

/** The first word of an Authorization header of another scheme; a word that nobody knows may be a key. */
function schemeName(authorization: string | undefined): string | undefined {
  return /^(?:Basic|Bearer|Digest|AWS4?(?:-HMAC-SHA256)?|HMAC-SHA\d+)(?=\s|$)/i.exec(authorization ?? "")?.[0];
}

/** A value that should be short, where it is. */
function short(value: string | undefined): string | undefined {
  return value !== undefined && value.length <= 80 ? value : undefined;
}
