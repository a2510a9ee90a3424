/**
 * Percent-encodes the UTF-8 bytes of a text: only `A-Z a-z 0-9 - _ . ~` stay (the unreserved set of RFC 3986,
 * section 2.3), the hexadecimal digits are upper-case. The text must not hold half a surrogate pair.
 */
export function percentEncode(text: string): string {
  // encodeURIComponent follows the older RFC 2396 and leaves these five alone.
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
