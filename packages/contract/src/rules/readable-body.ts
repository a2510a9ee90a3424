import type { Finding } from "../finding.js";
import type { Json } from "../json.js";
import { checkDuplicateKeys } from "./duplicate-keys.js";

/** What could be read, and what is wrong with how it is written. */
export interface ReadBody {
  /** Absent when the bytes are not JSON. */
  readonly value?: Json;
  readonly findings: Finding[];
}

/**
 * The body is JSON in UTF-8, without a byte order mark and without a key that stands twice.
 * Source: RFC 8259, sections 4 and 8.1.
 */
export function readBody(bytes: Uint8Array): ReadBody {
  if (bytes.length === 0) return unreadable("is empty; expected a JSON object");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return unreadable("is not valid UTF-8");
  }
  const marked = text.startsWith("\uFEFF");
  const findings = marked ? [{ at: "body", message: "begins with a byte order mark; expected none" }] : [];
  const json = marked ? text.slice(1) : text;
  try {
    const value: Json = JSON.parse(json);
    return { value, findings: [...findings, ...checkDuplicateKeys(json)] };
  } catch {
    return unreadable(`is not valid JSON (${bytes.length} bytes)`);
  }
}

function unreadable(message: string): ReadBody {
  return { findings: [{ at: "body", message }] };
}
