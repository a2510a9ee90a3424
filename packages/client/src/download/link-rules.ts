import { isBrowser } from "../transport/environment.js";
import { parseUrl } from "../transport/parse-url.js";
import { builtInModule } from "./built-in-modules.js";
import { connectionFailed, linkRefused, reasonOf } from "./download-error.js";
import { isFakeAddress, isLoopbackAddress, isPrivateAddress } from "./private-address.js";

/** Looks up the IP addresses of a host's name; undefined when it cannot. */
export type LookUp = (hostname: string) => Promise<readonly string[] | undefined>;

/** Rules for a link and each of its redirects. */
export interface LinkRules {
  /** Scheme, host and port of the API as the client reaches it. Links to it are allowed even if it is private. */
  readonly endpointOrigin: string;
  readonly isAllowedHost: HostTest;
  readonly allowPrivateAddresses: boolean;
  readonly lookUp: LookUp;
}

/**
 * Checks that a link may be followed. A name that is looked up as 198.18.0.0/15 may, where certificates are checked:
 * proxies in fake-ip mode, common in China, give such an address for every name. Whoever answers there must show the
 * certificate of the name before anything is sent. What checks none, as a `fetch` of the caller's may, is not known.
 *
 * @throws KnowledgeBaseError of kind `link-refused` when it may not, and of kind `connection` when its host is unknown.
 */
export async function requireAllowedLink(link: URL, rules: LinkRules, attempts: number): Promise<void> {
  const { hostname } = link;
  const refuse = (message: string, hint: string) => linkRefused(message, hint, { attempts });
  // A presigned link needs no user, and fetch would send one as an Authorization header.
  if (link.username || link.password) {
    throw refuse(`The link to ${hostname} has a user or a password.`, "Links of the API have none: do not use it.");
  }
  const isEndpoint = link.origin === rules.endpointOrigin;
  // What else listens on this machine is not known: by http there nobody shows a certificate.
  if (link.protocol !== "https:" && !(link.protocol === "http:" && isEndpoint && isLoopback(hostname))) {
    throw refuse(
      `The link to ${hostname} is not https.`,
      "Its key would travel in the open: only https is followed, and http to the client's `endpoint` on this machine.",
    );
  }
  if (isEndpoint) return;
  if (!rules.isAllowedHost(hostname)) {
    throw refuse(
      `The link leads to ${hostname}, which is not among the allowed hosts.`,
      "If you trust it, name it in `allowedHosts`.",
    );
  }
  if (rules.allowPrivateAddresses) return;
  const lookUp = () =>
    rules.lookUp(hostname).catch((error): never => {
      throw connectionFailed(`The address of ${hostname} was not found: ${reasonOf(error)}`, lookUpHint, { attempts });
    });
  const addresses = isAddress(hostname) ? [hostname] : isLoopback(hostname) ? ["::1"] : await lookUp();
  // In a page the browser guards private networks, since it knows the addresses. Elsewhere nothing else would check.
  if (addresses === undefined && isBrowser()) return;
  if (!addresses?.length) {
    throw refuse(
      `Whether ${hostname} has a private address cannot be known here: this runtime looks up no names.`,
      "If you trust where the links of the API lead, set `allowPrivateAddresses`.",
    );
  }
  const isFake = (address: string) => !isAddress(hostname) && isFakeAddress(address) && checksCertificates();
  if (addresses.some((address) => isPrivateAddress(address) && !isFake(address))) {
    throw refuse(`The link leads to ${hostname}, which has a private address.`, privateHint);
  }
}

const privateHint =
  "If that is meant, as for storage inside your network, set `allowPrivateAddresses`. A proxy in fake-ip mode needs no " +
  "setting as long as it answers for names with 198.18.0.0/15 and `NODE_TLS_REJECT_UNAUTHORIZED` is not 0.";

/** Whether the runtime's fetch checks certificates: Node and Bun leave it off when they are told to. */
function checksCertificates(): boolean {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.NODE_TLS_REJECT_UNAUTHORIZED !== "0";
  } catch {
    // Deno throws without the permission to read the environment; its fetch does not heed the variable.
    return true;
  }
}

const lookUpHint =
  "Check the network and its name server. Where only a proxy knows the name, set `allowPrivateAddresses`: then " +
  "nothing is looked up.";

/** Whether a host, as the URL parser writes it, is an IP address. */
function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d+(\.\d+){3}$/.test(hostname);
}

/** Whether a host is this machine, as `localhost` and all names below it always are (RFC 6761, section 6.3). */
function isLoopback(hostname: string): boolean {
  return isAddress(hostname) ? isLoopbackAddress(hostname) : /(^|\.)localhost\.?$/.test(hostname);
}

/** Asks the system, as fetch will; undefined when the runtime has no resolver, as in browsers and workers. */
export const lookUpAddresses: LookUp = async (hostname) => {
  const resolver = await builtInModule("node:dns/promises");
  const found = await resolver?.lookup(hostname, { all: true });
  return found?.map(({ address }) => address);
};

/**
 * Hosts that the API's links lead to: the vendor's object storage, in China and, as BytePlus, elsewhere. The documented
 * link leads to `knowledgebase-video-boe.tos-cn-beijing.volces.com`.
 */
export const storageHosts: readonly string[] = ["*.volces.com", "*.bytepluses.com"];

/** Whether a host is allowed. */
type HostTest = (hostname: string) => boolean;

/**
 * Reads a list of hosts: `files.example` is that host, `*.example` all names below it, `*` every host.
 *
 * @throws TypeError when an entry is not a host, or has a scheme, a port or a path.
 */
export function allowHosts(allowedHosts: readonly string[]): HostTest {
  const tests = allowedHosts.map((allowed): HostTest => {
    if (allowed === "*") return () => true;
    const host = normalized(allowed.replace(/^\*\./, ""));
    return allowed.startsWith("*.") ? (name) => name.endsWith(`.${host}`) : (name) => name === host;
  });
  return (hostname) => tests.some((test) => test(withoutDot(hostname)));
}

/** A host as the URL parser writes it, so that `Files.Example` and `::1` are understood. */
function normalized(host: string): string {
  for (const url of [`https://${host}`, `https://[${host}]`]) {
    const { href, hostname } = parseUrl(url) ?? {};
    if (hostname && href === `https://${hostname}/` && !hostname.includes("*")) return withoutDot(hostname);
  }
  throw new TypeError(
    `allowedHosts has ${JSON.stringify(host)}, which is no host: give names as "files.example" or "*.files.example".`,
  );
}

/** The name without a dot at its end: both are the same name. */
function withoutDot(hostname: string): string {
  return hostname.replace(/\.$/, "");
}
