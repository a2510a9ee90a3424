import type { HeadersInput } from "../headers-input.js";
import { utf8Bytes } from "../utf8.js";
import type { ReceivedRequest } from "../verify-request.js";

interface SignedRequest {
  readonly method: string;
  /** Every header line, Authorization among them; Host may be left out beside a URL. */
  readonly headers: HeadersInput;
  /** The bytes of the body, or a text that was sent as UTF-8; none by default. */
  readonly body?: Uint8Array | string | undefined;
}

/** A signed request, as it was sent (to a `url`) or as it arrived (with a raw `target`, path and query). */
export type ExplainableRequest = SignedRequest &
  ({ readonly target: string; readonly url?: undefined } | { readonly url: string | URL; readonly target?: undefined });

/** The request as a verifier receives it: a URL is taken apart as fetch does it (WHATWG URL). */
export function asReceived({ method, target, url, headers, body = "" }: ExplainableRequest): ReceivedRequest {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  const bytes = utf8Bytes(body);
  if (target !== undefined) return { method, target, headers: pairs, body: bytes };
  const { host, pathname, search } = new URL(url);
  const hostSent = pairs.some(([name]) => name.toLowerCase() === "host");
  return { method, target: pathname + search, headers: hostSent ? pairs : [["Host", host], ...pairs], body: bytes };
}
