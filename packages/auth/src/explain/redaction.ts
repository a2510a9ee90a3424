import { headerNames } from "../generated/scheme.js";
import { formatAuthorization, parseAuthorization } from "../verify/authorization-header.js";
import type { Evidence } from "./evidence.js";

/** Shown in place of a secret. */
const redacted = "[redacted]";

/** Names of headers and parameters whose value is a secret: those of this scheme, of browsers and of other schemes. */
const secretName = /authorization|cookie|token|secret|signature|credential|passw|(?:api|access)[-_]?key/i;
/**
 * A name with its value, if it has one. Names without a value match too: otherwise the search would start again at each
 * letter of a long name.
 */
const parameter = /([^?&=]+)(=[^&#]*)?/g;

/** A header's value, safe to show. A well-formed Authorization keeps everything but its signature. */
export function redactHeader(name: string, value: string): string {
  if (name.toLowerCase() !== headerNames.authorization) return secretName.test(name) ? redacted : value;
  const header = parseAuthorization(value);
  return typeof header === "string" ? redacted : formatAuthorization({ ...header, signature: redacted });
}

/** A query, or a request target with a query, safe to show. */
export function redactQuery(query: string): string {
  return query.replace(parameter, (whole, name: string, value: string | undefined) =>
    value !== undefined && secretName.test(name) ? `${name}=${redacted}` : whole,
  );
}

/**
 * Texts that must not be shown anywhere. Short ones are left out: they are examples' secrets, and part of common words.
 */
export function secretsOf({ authorization, credentials, lines }: Evidence): readonly string[] {
  const tokens = lines.get(headerNames.securityToken) ?? [];
  return [credentials?.secretAccessKey, credentials?.sessionToken, authorization?.signature, ...tokens]
    .filter((secret) => typeof secret === "string")
    .filter(({ length }) => length >= 16);
}

/** Plain data with these secrets removed from all of its texts, also where they are percent-encoded. */
export function withoutSecrets<Data>(data: Data, secrets: readonly string[]): Data;
export function withoutSecrets(data: unknown, secrets: readonly string[]): unknown {
  if (typeof data === "string") return secrets.reduce(withoutSecret, data);
  if (Array.isArray(data)) return data.map((member) => withoutSecrets(member, secrets));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, member]) => [name, withoutSecrets(member, secrets)]));
}

function withoutSecret(text: string, secret: string): string {
  const rest = text.replaceAll(secret, redacted);
  const decoded = rest.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => percentDecode(escapes) ?? escapes);
  return decoded.toLowerCase().includes(secret.toLowerCase()) ? redacted : rest;
}

/** Undoes percent-encoding once; undefined where an escape is broken or the escaped bytes are not UTF-8. */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
