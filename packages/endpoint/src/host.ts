import type { IncomingMessage } from "node:http";
import { invalidRequest, type Refusal } from "./refusal.js";

/** A name or an address, and perhaps a port: what a Host may be (RFC 9110, section 7.2), but for odd signs in names. */
const pattern = /^(?:[\w.~%-]+|\[[\w.:%~-]+\])(?::\d{0,5})?$/;

/**
 * What is wrong with the Host of a request: two readers of such a request may take it for two requests, and HTTP/1.1
 * asks for a 400 (RFC 9112, section 3.2). HTTP/1.0 may leave the Host out.
 */
export function refuseHost(request: Pick<IncomingMessage, "rawHeaders" | "url" | "httpVersion">): Refusal | undefined {
  const { rawHeaders, url = "", httpVersion } = request;
  let host: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length !== 4 || rawHeaders[index]?.toLowerCase() !== "host") continue;
    if (host !== undefined) return invalidRequest("Host: is there more than once");
    host = rawHeaders[index + 1];
  }
  if (host === undefined) return httpVersion === "1.0" ? undefined : invalidRequest("Host: is absent");
  if (!pattern.test(host)) return invalidRequest("Host: must be one host, with or without a port");
  if (url.startsWith("/")) return undefined;
  const [, scheme = "", authority] = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)/i.exec(url) ?? [];
  if (authority === undefined || withoutPort(authority, scheme) === withoutPort(host, scheme)) return undefined;
  return invalidRequest("Host: is another than that of the target");
}

/** A host in small letters, without the port that its scheme has anyway. */
function withoutPort(host: string, scheme: string): string {
  return host.toLowerCase().replace(scheme.toLowerCase() === "https" ? /:(?:443)?$/ : /:(?:80)?$/, "");
}
