/** Throws a TypeError with this advice where something that signing needs is not so. */
export function requireThat(isSo: unknown, advice: string): asserts isSo {
  if (!isSo) throw new TypeError(advice);
}

/** Throws a TypeError where these cannot stand in a credential scope. The region may be empty. */
export function requireScope(region: string, service: string): void {
  requireThat(
    service !== "" && isCredentialSegment(region + service),
    "The region or service holds white space, a comma, a slash or a character beyond ASCII, or is empty: set it.",
  );
}

/** Whether a text can stand between the `/` of a credential: visible ASCII but for `,` and `/`; perhaps nothing. */
export function isCredentialSegment(text: string): boolean {
  return /^[!-+.0-~-]*$/.test(text);
}

/**
 * Whether a text can be an access key id: one that Authorization can carry and of at most 256 characters. No id that
 * the vendor issues comes near that, so a verifier need not look longer ones up.
 */
export function isAccessKeyId(text: string): boolean {
  return /^[!-+.0-~-]{1,256}$/.test(text);
}

/** Node's own limit for all headers together, so no request that arrives there is refused for its target's length. */
export const maximumTargetLength = 16_384;

/** Whether a text can be a request method (`token` of RFC 9110, section 5.6.2). */
export function isMethod(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Whether a header value can stand on one line: no control character but the tab (RFC 9110, section 5.5). */
export function isHeaderValue(value: string): boolean {
  return /^[\t -~\x80-\xff]*$/.test(value);
}
