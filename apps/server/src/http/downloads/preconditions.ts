import type { IncomingHttpHeaders } from "node:http";
import { invalidRequest } from "@viking-kb/endpoint";

/** The bytes of a result that are asked for, the last one included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What the headers of a GET ask for: `unchanged` (304), a part of the file (206), or all of it (200, undefined). A
 * range that is none, several ranges, and other units are passed over, as RFC 9110 has it (section 14.2).
 *
 * @param etag that of the file, a strong one
 * @param length that of the file, in bytes
 * @throws Refusal 412 when `If-Match` names other files only, 416 when the range begins behind the end.
 */
export function requestedRange(
  headers: IncomingHttpHeaders,
  etag: string,
  length: number,
): "unchanged" | ByteRange | undefined {
  const { "if-match": match, "if-none-match": noneMatch, "if-range": ifRange, range } = headers;
  if (match !== undefined && match.trim() !== "*" && !tagsOf(match).includes(etag)) {
    throw invalidRequest("If-Match: this file is another one", { status: 412 });
  }
  // Here a weak tag is good as well (RFC 9110, section 13.1.2).
  if (noneMatch !== undefined && (noneMatch.trim() === "*" || tagsOf(noneMatch.replaceAll("W/", "")).includes(etag))) {
    return "unchanged";
  }
  // A date is never the same: the file has none.
  if (range === undefined || (ifRange !== undefined && String(ifRange).trim() !== etag)) return undefined;
  const [, first = "", last = ""] = /^bytes=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(range) ?? [];
  if (first === "" && last === "") return undefined;
  const asked =
    first === ""
      ? { first: Math.max(0, length - Number(last)), last: length - 1 }
      : { first: Number(first), last: last === "" ? length - 1 : Math.min(Number(last), length - 1) };
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined;
  if (asked.first >= length) {
    const details = { status: 416, headers: { "Content-Range": `bytes */${length}` } };
    throw invalidRequest(`Range: the file has ${length} bytes`, details);
  }
  return asked;
}

function tagsOf(list: string): string[] {
  return list.match(/(?:W\/)?"[^"]*"/g) ?? [];
}
