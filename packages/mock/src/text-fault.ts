/**
 * What no database keeps as it was sent, in the fields that are read: U+0000, and half a surrogate pair, which JSON
 * can escape and UTF-8 cannot hold. The local server refuses it in the same words.
 */
export function textFault(body: Record<string, unknown>, fields: readonly string[]): string | undefined {
  for (const field of fields) {
    const value = body[field];
    const texts = Array.isArray(value) ? value.map((item, index) => [`${field}.${index}`, item]) : [[field, value]];
    for (const [at, text] of texts) {
      if (typeof text !== "string") continue;
      if (text.includes("\0")) return `${at}: must not hold the character U+0000`;
      if (/\p{Surrogate}/u.test(text)) return `${at}: must not hold half a surrogate pair`;
    }
  }
  return undefined;
}
