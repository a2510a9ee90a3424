/**
 * The base address that paths are appended to.
 *
 * @throws TypeError when it is no http or https address, or has a user, a query or a fragment.
 */
export function parseEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new TypeError(
      'The endpoint must be an http or https address without user, query or fragment, like "http://127.0.0.1:4010".',
    );
  }
  return url.href.replace(/\/+$/, "");
}
