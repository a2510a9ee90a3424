import { escapeUnprintable } from "@viking-kb/command-line";
import type { DreddTest } from "../dredd/dredd-module.js";
import type { Target } from "../target/target.js";

/**
 * A link, and its query where it has one: each link is gone through once, though it holds the beginning of others. In
 * the text of a JSON body `/` may stand as `\/` (PHP), and `&` as `\u0026` (Go).
 */
const links = /(\bhttps?:(?:\\?\/){2}(?:[^\s?"\\]|\\\/)*)(?:(?:\?|\\u003f)((?:[^\s"\\]|\\\/|\\u[0-9a-f]{4})+))?/gi;

/** A text in which no link has a query any more: it is what makes a signed one work. */
export function hideQueries(text: string): string {
  return replaceQueries(text, () => "(redacted)");
}

/** A text in which the query of every link is another. */
function replaceQueries(text: string, replace: (query: string) => string): string {
  return text.replace(links, (link, place: string, query: string | undefined) =>
    query === undefined ? link : `${place}?${replace(query)}`,
  );
}

const redacted = "(redacted)";
const secretHeaders = /^(authorization|x-security-token)$/i;
/** What makes a presigned link work, and the signature of a request that a server repeats. */
const secretParameters =
  /((?:(?:[?&]|\\u0026)(?:X-[A-Za-z0-9]+-)?(?:Signature|Credential|Security-Token)|\bSignature)=)[^&"\\\s,]+/gi;

/**
 * Takes signatures, tokens and what makes presigned links work out of tests before Dredd prints them, and what a
 * terminal would obey. What was sent as a secret is remembered: a server may repeat it, and Dredd may tell of a test
 * twice. A signed link may call its parameters as it likes, so none of their values is shown.
 */
export function createRedaction(): (test: DreddTest) => void {
  const secrets = new Set<string>();
  const clean = (text: string) =>
    replaceQueries(withoutSecrets(text, [...secrets]), withoutValues)
      .split("\n")
      .map(escapeUnprintable)
      .join("\n");
  return (test) => {
    const { request, actual } = test;
    for (const [name, value] of Object.entries(request?.headers ?? {})) {
      if (!request || !secretHeaders.test(name)) continue;
      secrets.add(value);
      request.headers[name] = redacted;
    }
    if (actual?.body !== undefined) actual.body = clean(actual.body);
    test.message = clean(test.message);
  };
}

/** Whether a member is a shell's line made of redacted words: taking more out of it would take its quotes. */
export function isRedacted(key: string): boolean {
  return key === "curl";
}

/** A copy of a report, in none of whose texts is a query of a link, a signature, or one of the target's secrets. */
export function scrubReport<Report>(report: Report, target: Target): Report {
  const scrubText = createTextRedaction(target);
  const scrub = (value: unknown): unknown => {
    if (typeof value === "string") return scrubText(value);
    if (Array.isArray(value)) return value.map(scrub);
    if (value instanceof Map) return new Map([...value].map(([key, inner]) => [scrub(key), scrub(inner)]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, isRedacted(key) ? inner : scrub(inner)]),
    );
  };
  return scrub(report) as Report;
}

/** Takes out of a text the queries of its links, signatures, and the target's secrets, however JSON writes them. */
export function createTextRedaction(target: Target): (text: string) => string {
  const secrets = secretsOf(target).flatMap((secret) => {
    const json = JSON.stringify(secret).slice(1, -1);
    const inner = JSON.stringify(json).slice(1, -1);
    const spellings = [secret, json, inner, json.replaceAll("/", "\\/"), goSpelling(json), encodeURIComponent(secret)];
    return [...new Set(spellings)].toSorted((one, other) => other.length - one.length);
  });
  return (text) => hideQueries(withoutSecrets(text, secrets));
}

/** As Go's `encoding/json` writes it. */
function goSpelling(json: string): string {
  return json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

function secretsOf(target: Target): string[] {
  if (target.kind === "mock") return [];
  const keys = [target.credentials, ...(target.restrictedCredentials ? [target.restrictedCredentials] : [])];
  return keys.flatMap(({ secretAccessKey, sessionToken }) => [secretAccessKey, sessionToken ?? ""]).filter(Boolean);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
  return clean.replace(secretParameters, `$1${redacted}`);
}

/** A query with the names of its parameters alone. */
function withoutValues(query: string): string {
  return query.replace(/=[^&]*/g, `=${redacted}`);
}
