/** Throws a TypeError with this advice when a condition for signing does not hold. */
export function requireThat(isSo: unknown, advice: string): asserts isSo {
  if (!isSo) throw new TypeError(advice);
}

/** Throws a TypeError when the region or service cannot be part of a credential scope. The region may be empty. */
export function requireScope(region: string, service: string): void {
  requireThat(
    service && isCredentialSegment(region + service),
    "The region or service holds white space, a comma, a slash or a character beyond ASCII, or is empty: set it.",
  );
}

/** Whether a text can be a segment of a credential: visible ASCII without `,` and `/`. It may be empty. */
export function isCredentialSegment(text: string): boolean {
  return /^[!-+.0-~-]*$/.test(text);
}

/**
 * Whether a text can be an access key id: characters that Authorization can carry, at most 256 of them. The vendor's
 * ids are far shorter, so a verifier need not look up longer ones.
 */
export function isAccessKeyId(text: string): boolean {
  return /^[!-+.0-~-]{1,256}$/.test(text);
}

/**
 * The longest request target, in characters. It is Node's own limit for all headers together, so no request that
 * reaches a Node server is refused for the length of its target.
 */
export const maximumTargetLength = 16_384;

/** Whether a text can be a request method (`token` of RFC 9110, section 5.6.2). */
export function isMethod(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Whether a header value fits on one line: it has no control character except the tab (RFC 9110, section 5.5). */
export function isHeaderValue(value: string): boolean {
  return /^[\t -~\x80-\xff]*$/.test(value);
}
