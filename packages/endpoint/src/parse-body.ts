import type { RequestBody } from "@viking-kb/spec";
import { invalidRequest } from "./refusal.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Parses a body to the object that each operation takes. The charset of the media type does not count: JSON is always
 * UTF-8 (RFC 8259, sections 8.1 and 11).
 *
 * @throws Refusal when the content type is not JSON's, or the body is not a JSON object in UTF-8.
 */
export function parseBody(bytes: Uint8Array, contentType = ""): RequestBody {
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (mediaType !== "application/json") {
    throw invalidRequest(`Content-Type: is ${describeMediaType(mediaType)}, must be application/json`);
  }
  if (bytes.length === 0) throw invalidRequest("body: is empty, must be a JSON object");
  const value = parseJson(decode(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidRequest("body: must be a JSON object");
  }
  return value as RequestBody;
}

/**
 * The media type, for an error message. Text that is not a media type is not repeated: only a media type (RFC 9110,
 * section 8.3.1) is known to be harmless in an answer.
 */
function describeMediaType(mediaType: string): string {
  if (mediaType === "") return "absent";
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/.test(mediaType) ? mediaType : "no media type";
}

function decode(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw invalidRequest("body: must be UTF-8");
  }
  if (text.startsWith("\uFEFF")) throw invalidRequest("body: must not begin with a byte order mark");
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidRequest(`body: ${describeSyntaxError((error as Error).message)}`);
  }
}

/** The engine's message without the excerpt of the body that it may hold, and without half a surrogate pair. */
function describeSyntaxError(message: string): string {
  return message
    .replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, " in JSON")
    .replaceAll(/\p{Surrogate}/gu, "�");
}
