import type { ExplainableRequest } from "@viking-kb/client/explain";
import { UsageError } from "@viking-kb/command-line";

const example =
  "Give the request as it was sent: `POST /path HTTP/1.1`, a line for each header, an empty line, the body.";

/**
 * Reads an HTTP request as it was sent, or as a proxy or an editor wrote it down: lines may end in a line feed alone,
 * blank lines may stand before the first one, and line breaks behind a body of known length, or behind a head alone,
 * are not part of the body. Messages show nothing of the request, since it holds a signature.
 *
 * @throws UsageError when it is not a request.
 */
export function parseRawRequest(bytes: Uint8Array): ExplainableRequest {
  const all = Buffer.from(bytes).toString("latin1");
  const start = all.search(/[^\r\n]|$/);
  const text = all.slice(start);
  const end = /\r?\n\r?\n/.exec(text);
  const [requestLine = "", ...headerLines] = text.slice(0, end?.index).trimEnd().split(/\r?\n/);
  const [, method, target] = /^(\S+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(requestLine) ?? [];
  if (method === undefined || target === undefined) throw new UsageError("Line 1 is no request line.", example);
  const headers = headerLines.map(parseHeader);
  const body = bytes.subarray(end ? start + end.index + end[0].length : bytes.length);
  const request = { method, headers, body: wholeBody(body, headers) };
  return /^https?:\/\//i.test(target) ? { ...request, url: target } : { ...request, target };
}

function parseHeader(line: string, index: number): [name: string, value: string] {
  const [, name, value] = /^(:?[^\s:]+): ?(.*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`Line ${index + 2} is no header.`, example);
  // HTTP/2 and HTTP/3 have this in place of Host.
  return [name === ":authority" ? "host" : name, value];
}

function wholeBody(body: Uint8Array, headers: readonly [name: string, value: string][]): Uint8Array {
  const sent = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim();
  if (/chunked/i.test(sent("transfer-encoding") ?? "")) {
    throw new UsageError(
      "The body is in chunks.",
      "Write it down without their lengths, and without Transfer-Encoding.",
    );
  }
  const length = sent("content-length") ?? "0";
  if (!/^\d+$/.test(length)) return body;
  // Without a length there is no body (RFC 9112, section 6.3), unless somebody wrote one down all the same.
  const rest = Buffer.from(body.subarray(Number(length))).toString("latin1");
  return /^[\t\n\r ]*$/.test(rest) ? body.subarray(0, Number(length)) : body;
}
