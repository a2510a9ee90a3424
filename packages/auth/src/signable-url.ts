import { canonicalQuery } from "./canonical-query.js";
import { canonicalUri } from "./canonical-uri.js";
import { hasQueryCredentials } from "./query-credentials.js";
import { parseQuery } from "./query-parameters.js";
import { requireThat } from "./require-that.js";
import { maximumTargetLength } from "./target-length.js";

/** The parts of a URL that are signed. */
export interface SignableUrl {
  /** As fetch sends it: without the default port of the protocol. */
  readonly host: string;
  /** Canonical path and canonical query, one line each. */
  readonly target: string;
}

/** The URL that was read last: a client asks the same few again and again, and reading is a fifth of the work. */
let last: (SignableUrl & { readonly input: string }) | undefined;

/**
 * Reads the URL of a request that is to be signed, resolving it as fetch does (WHATWG URL). Throws a TypeError where it
 * cannot be signed; messages do not show the URL, since it may hold secrets.
 */
export function parseSignableUrl(url: string | URL): SignableUrl {
  const input = String(url);
  if (last?.input !== input) last = { input, ...readUrl(input) };
  return last;
}

function readUrl(input: string): SignableUrl {
  let url: URL | undefined;
  try {
    url = new URL(input);
  } catch {
    // Below: the error of `new URL` holds the URL. Not URL.parse, which Node 20 lacks.
  }
  requireThat(
    url && /^https?:$/.test(url.protocol) && !url.username && !url.password,
    "The URL is not an absolute http or https one, or holds a user name or password.",
  );
  requireThat(url.href.length <= maximumTargetLength, `The URL is longer than ${maximumTargetLength} characters.`);
  const uri = canonicalUri(url.pathname);
  const parameters = parseQuery(url.search.slice(1));
  requireThat(
    uri && parameters && !hasQueryCredentials(parameters),
    "The URL holds credentials or a broken escape: remove it.",
  );
  return { host: url.host, target: `${uri}\n${canonicalQuery(parameters)}` };
}
