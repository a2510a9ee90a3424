import type { Credentials } from "@viking-kb/auth/sign";

/** A longer text is cut to this length before it is searched. */
const searchedLength = 16_384;
/** Shorter secrets are not searched for: they are examples, and occur within ordinary words. */
const shortestSecret = 8;

const redacted = "[redacted]";

/**
 * Removes everything that could be used as a key from a text: the given secrets in any escaping (percent, JSON, HTML),
 * queries of links, access keys, signatures, values behind names of such things, and words that look encoded, as in
 * base64.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text;
  // Where a text was cut, its last word may be the beginning of a secret.
  if (text.length > searchedLength) safe = text.slice(0, searchedLength).split(/\s/).slice(0, -1).join(" ");
  return (
    removeSecrets(safe, secrets)
      // Links without a query match too: then a text of many beginnings of links is searched in linear time.
      .replace(/(https?:(?:\\?\/){2}[^\s?#"'<>]+)([?#][^\s"'<>]*)?/gi, (_, place, query) => place + (query ? "?…" : ""))
      .replace(/[0-9a-f]{60,}|\bAK[LT][TP]\w{8,}/gi, redacted)
      .replace(/\b(bearer|basic) +[^\s"',;]{8,}/gi, `$1 ${redacted}`)
      .replace(
        /((?:credential|signature|token|secret|authorization|key)["']?\s*[:=]\s*["']?)[^\s"',;&<]{16,}/gi,
        `$1${redacted}`,
      )
      .replace(/[\w+/=%-]{24,}/g, (run) => (/\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) ? redacted : run))
  );
}

/**
 * Removes secrets from a text, in any escaping (percent, JSON, HTML); those of fewer than 8 characters stay. For
 * whoever passes on what was answered: a server may repeat what it was sent.
 */
export function removeSecrets(text: string, secrets: readonly string[]): string {
  const long = secrets.filter(({ length }) => length >= shortestSecret);
  return long.reduce((safe, secret) => safe.replace(anySpelling(secret), redacted), text);
}

/** The first 200 characters of a text in one line, redacted. */
export function excerpt(text: string, secrets: readonly string[]): string {
  const line = redact(text, secrets)
    .replace(/[\s\p{C}]+/gu, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function anySpelling(secret: string): RegExp {
  const spellings = Array.from(secret, (character) => {
    if (/\w/.test(character)) return character;
    const code = character.charCodeAt(0);
    const hex = code.toString(16).padStart(2, "0");
    return `(?:\\\\*\\u${hex.padStart(4, "0")}|%(?:25)*${hex}|\\\\+u00${hex}|&#(?:${code}|x0*${hex});|&\\w+;)`;
  });
  return new RegExp(spellings.join(""), "gi");
}

/** A copy of an answer for an error, without the queries of its links, since these may be keys. */
export function redactedCopy<Answer>(answer: Answer): Answer {
  return JSON.parse(JSON.stringify(answer, (_name, value) => (typeof value === "string" ? redact(value, []) : value)));
}

/** A signed request that is sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The key that signed it; undefined when a `signer` did. */
  readonly key: Credentials | undefined;
}

/** Headers without secrets, whoever signed. */
const publicHeaders = /^(content-type|accept|x-date|x-content-sha256)$/i;

/** The request's headers, with the secret ones redacted. */
export function shownHeaders({ headers }: SentRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, publicHeaders.test(name) ? value : redacted]),
  );
}

/** The secrets that no error of this request may show. */
export function secretsOf(sent: SentRequest | undefined): string[] {
  if (!sent) return [];
  const { headers, key } = sent;
  const hidden = Object.keys(headers).filter((name) => !publicHeaders.test(name));
  const texts = [...hidden.map((name) => headers[name]), key?.secretAccessKey, key?.sessionToken, key?.accessKeyId];
  return texts.filter((text) => typeof text === "string");
}
