import { parseRequestTarget, type TargetRefusal } from "./request-target.js";

/** The parts of a URL that are signed. */
export interface SignableUrl {
  /** As fetch sends it: without the default port of the protocol. */
  readonly host: string;
  /** Canonical path. */
  readonly uri: string;
  /** Canonical query. */
  readonly query: string;
}

/**
 * Reads the URL of a request that is to be signed, resolving it as fetch does (WHATWG URL). Throws a TypeError where it
 * cannot be signed; messages do not show the URL, since it may hold secrets.
 */
export function parseSignableUrl(input: string | URL): SignableUrl {
  const url = URL.canParse(String(input)) ? new URL(input) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new TypeError("The URL is not an absolute http or https URL: begin it with https:// and the host.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("The URL holds a user name or a password, which fetch refuses: remove what stands before @.");
  }
  const target = parseRequestTarget(url.pathname + url.search);
  if (typeof target === "string") throw new TypeError(advice[target]);
  return { host: url.host, ...target };
}

const advice: Readonly<Record<TargetRefusal, string>> = {
  "target-too-long": "The URL's path and query are longer than 16384 characters: send the data in the body.",
  "malformed-target": "The URL's path or query holds a broken escape: write a percent sign as %25.",
  "credentials-in-query": "The URL's query holds credentials: remove its X-… parameters, or send the link unsigned.",
};
