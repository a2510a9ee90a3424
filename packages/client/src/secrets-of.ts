import type { Attempt, SentRequest } from "./attempt.js";

/** Headers that hold no secret, whoever signed. */
const publicHeaders = /^(content-type|accept|x-date|x-content-sha256)$/i;

/** The request's headers, as they may be shown. */
export function shownHeaders({ headers }: SentRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, publicHeaders.test(name) ? value : "[redacted]"]),
  );
}

/** What no error of an attempt may show. */
export function secretsOf({ sent }: Attempt): string[] {
  if (!sent) return [];
  const { headers, key } = sent;
  const hidden = Object.keys(headers).filter((name) => !publicHeaders.test(name));
  const texts = [...hidden.map((name) => headers[name]), key?.secretAccessKey, key?.sessionToken, key?.accessKeyId];
  return texts.filter((text) => text !== undefined);
}
