import { isBrowser } from "../transport/environment.js";
import { builtInModule } from "./built-in-modules.js";
import { connectionFailed, linkRefused, reasonOf } from "./download-error.js";
import { isLoopbackAddress, isPrivateAddress } from "./private-address.js";

/** Gives the IP addresses of a host's name; undefined where it cannot look them up. */
export type LookUp = (hostname: string) => Promise<readonly string[] | undefined>;

/** What a link must keep to, and each redirect of it. */
export interface LinkRules {
  /** Scheme, host and port of the API as the client reaches it; links to it are allowed wherever it is. */
  readonly endpointOrigin: string;
  readonly isAllowedHost: HostTest;
  readonly allowPrivateAddresses: boolean;
  readonly lookUp: LookUp;
}

/**
 * Resolves when a link may be followed.
 *
 * @throws KnowledgeBaseError of kind `link-refused` when it may not, and of kind `connection` when its host is unknown.
 */
export async function requireAllowedLink(link: URL, rules: LinkRules, attempts: number): Promise<void> {
  const { hostname } = link;
  const refuse = (message: string, hint: string) => linkRefused(message, hint, { attempts });
  // A presigned link needs no user, and one would be sent as an Authorization header.
  if (link.username || link.password) {
    throw refuse(`The link to ${hostname} has a user or a password.`, "Links of the API have none: do not use it.");
  }
  if (link.protocol !== "https:" && !(link.protocol === "http:" && isLoopback(hostname))) {
    throw refuse(
      `The link to ${hostname} is not https.`,
      "Its key would travel in the open: only https is followed, and http to this machine itself.",
    );
  }
  if (link.origin === rules.endpointOrigin) return;
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
  // In a page the browser decides what may be reached, since it knows the addresses. Elsewhere nothing else would check.
  if (addresses === undefined && isBrowser()) return;
  if (!addresses?.length) {
    throw refuse(
      `Whether ${hostname} has a private address cannot be known here: this runtime looks up no names.`,
      "If you trust where the links of the API lead, set `allowPrivateAddresses`.",
    );
  }
  if (addresses.some(isPrivateAddress)) {
    throw refuse(
      `The link leads to ${hostname}, which has a private address.`,
      "If that is meant, as for storage inside your network, set `allowPrivateAddresses`.",
    );
  }
}

const lookUpHint =
  "Check the network and its name server. Where only a proxy knows the name, set `allowPrivateAddresses`: then " +
  "nothing is looked up.";

/** Whether a host, as the URL parser writes it, is an address and no name. */
function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d+(\.\d+){3}$/.test(hostname);
}

/** Whether a host is this machine. `localhost` and all below it are so by definition (RFC 6761, section 6.3). */
function isLoopback(hostname: string): boolean {
  return isAddress(hostname) ? isLoopbackAddress(hostname) : /(^|\.)localhost\.?$/.test(hostname);
}

/** Asks the system, as fetch will; undefined where a runtime has no resolver to be asked, as browsers and workers. */
export const lookUpAddresses: LookUp = async (hostname) => {
  const resolver = await builtInModule("node:dns/promises");
  const found = await resolver?.lookup(hostname, { all: true });
  return found?.map(({ address }) => address);
};

/**
 * Where links of the API lead: the buckets of the vendor's object storage, in China and, as BytePlus, elsewhere. The
 * documented link leads to `knowledgebase-video-boe.tos-cn-beijing.volces.com`.
 */
export const storageHosts: readonly string[] = ["*.volces.com", "*.bytepluses.com"];

/** Whether a host is among those that were allowed. */
type HostTest = (hostname: string) => boolean;

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
