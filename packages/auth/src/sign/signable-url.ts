import { maximumTargetLength, requireThat } from "../checks.js";
import { canonicalQuery, canonicalUri, isOfScheme, parseQuery } from "./canonical-target.js";

/** The parts of a URL as they are signed. */
interface SignableUrl {
  /** As fetch sends it: without the default port of the protocol. */
  readonly host: string;
  readonly uri: string;
  readonly query: string;
}

/**
 * A URL that is signed and sent as it stands: a host by name, and a path of unreserved characters without dots. Nearly
 * all are. To parse one and to encode it again takes as long as all the rest of signing.
 */
const plainUrl = /^https?:\/\/([a-z\d.-]+\.[a-z]+)(\/[\w~/-]{0,999})$/;

/**
 * Reads the URL of a request to sign, as fetch resolves it (WHATWG URL). Throws a TypeError when it cannot be signed.
 * The message does not show the URL, since it may hold secrets.
 */
export function parseSignableUrl(given: string | URL): SignableUrl {
  const input = String(given);
  const [, plainHost, path] = plainUrl.exec(input) ?? [];
  if (plainHost && path) return { host: plainHost, uri: path, query: "" };
  let url: URL | undefined;
  try {
    url = new URL(input);
  } catch {
    // Reported below, since the error of `new URL` shows the URL. Node 20 has no URL.parse.
  }
  requireThat(
    url && /^https?:$/.test(url.protocol) && !url.username && !url.password,
    "The URL is not an absolute http or https one, or holds a user name or password.",
  );
  requireThat(url.href.length <= maximumTargetLength, `The URL is longer than ${maximumTargetLength} characters.`);
  const uri = canonicalUri(url.pathname);
  const parameters = parseQuery(url.search.slice(1));
  requireThat(
    uri && parameters && !parameters.some(isOfScheme),
    "The URL holds a broken escape, or a parameter set by signing: remove it.",
  );
  return { host: url.host, uri, query: canonicalQuery(parameters) };
}
