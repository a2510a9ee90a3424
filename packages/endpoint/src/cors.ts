import type { IncomingMessage } from "node:http";

/**
 * What a client sends that signs, and with which it goes on with a download; and what the mock takes besides. A browser
 * sends other headers unasked or never.
 */
const requestHeaders = [
  "authorization",
  "content-type",
  "if-range",
  "prefer",
  "range",
  "x-content-sha256",
  "x-date",
  "x-security-token",
].join();

/**
 * What a client reads of an answer's head: a retry waits as long as it is told, by the server's clock, and a download
 * goes on where it broke off.
 */
const answerHeaders = ["Content-Range", "Date", "ETag", "Retry-After", "X-Tt-Logid"].join();

/** How long a browser may remember what it was allowed, in seconds: an hour, of the two that Chromium takes. */
const maximumAgeSeconds = 3600;

/**
 * Reads an origin whose pages may call, in the form in which browsers send it. A host in capitals, a default port and a
 * slash at the end mean the same, and are taken.
 *
 * @throws Error that says what an origin is, when the text is something else.
 */
export function readOrigin(text: string): string {
  const url = /^https?:\/\/[^/?#@\\\s*]+\/?$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url) return url.origin;
  const reason =
    text === "*" || text === "null"
      ? "every page of the web would be allowed to call, so name those that may"
      : "it must be http or https, a host and perhaps a port, without a path";
  throw new Error(
    `${JSON.stringify(text)} is not an origin that can be allowed: ${reason}, as in http://localhost:5173.`,
  );
}

/** The headers of an answer to a page. */
type CorsHeaders = Readonly<Record<string, string>>;

/** Which pages may call, as browsers want to be told (Fetch standard, section 3.2). */
export interface Cors {
  /** The headers that each answer to this request has. */
  headersOf(request: IncomingMessage): CorsHeaders;
  /**
   * The further headers of the answer to a preflight: a request by which a browser asks whether a page may send another
   * one. Undefined for any other request, and where the page may not.
   */
  preflightHeadersOf(request: IncomingMessage): CorsHeaders | undefined;
}

/**
 * Allows pages of exactly these origins to call, without cookies. With no origin nothing is said to any page.
 *
 * @throws Error when one of them is no origin.
 */
export function allowOrigins(texts: readonly string[] = []): Cors {
  const origins = new Set(texts.map(readOrigin));
  const isAllowed = ({ headers: { origin } }: IncomingMessage) => origin !== undefined && origins.has(origin);
  return {
    headersOf(request) {
      if (origins.size === 0) return {};
      // Whoever keeps answers must keep them apart, also those that say nothing to their page.
      if (!isAllowed(request)) return { Vary: "Origin" };
      return {
        Vary: "Origin",
        "Access-Control-Allow-Origin": String(request.headers.origin),
        "Access-Control-Expose-Headers": answerHeaders,
      };
    },
    preflightHeadersOf(request) {
      const { method, headers } = request;
      if (method !== "OPTIONS" || !headers["access-control-request-method"] || !isAllowed(request)) return undefined;
      return {
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": requestHeaders,
        "Access-Control-Max-Age": String(maximumAgeSeconds),
        // Chromium asks this before a page of the web calls a server of this machine or its network.
        ...(headers["access-control-request-private-network"] === "true" && {
          "Access-Control-Allow-Private-Network": "true",
        }),
      };
    },
  };
}
