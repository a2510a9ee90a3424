/**
 * Where links of the API lead: the buckets of the vendor's object storage, in China and, as BytePlus, elsewhere. The
 * documented link leads to `knowledgebase-video-boe.tos-cn-beijing.volces.com`.
 */
export const storageHosts: readonly string[] = ["*.volces.com", "*.bytepluses.com"];

/** Whether a host is among those that were allowed. */
export type HostTest = (hostname: string) => boolean;

/**
 * Reads a list of hosts: `files.example` is itself, `*.example` all below it, `*` every host.
 *
 * @throws TypeError when one is no host, or has a scheme, a port or a path.
 */
export function allowHosts(allowedHosts: readonly string[]): HostTest {
  const tests = allowedHosts.map((allowed): HostTest => {
    if (allowed === "*") return () => true;
    const host = normalized(allowed.replace(/^\*\./, ""));
    return allowed.startsWith("*.") ? (name) => name.endsWith(`.${host}`) : (name) => name === host;
  });
  return (hostname) => tests.some((test) => test(withoutDot(hostname)));
}

/** A host's name as the URL parser writes it, so that `Files.Example` and `::1` mean what they say. */
function normalized(host: string): string {
  for (const url of [`https://${host}`, `https://[${host}]`]) {
    if (!URL.canParse(url)) continue;
    const { href, hostname } = new URL(url);
    if (href === `https://${hostname}/` && !hostname.includes("*")) return withoutDot(hostname);
  }
  throw new TypeError(
    `allowedHosts has ${JSON.stringify(host)}, which is no host: give names as "files.example" or "*.files.example".`,
  );
}

/** A name that ends in a dot is the same name. */
function withoutDot(hostname: string): string {
  return hostname.replace(/\.$/, "");
}
