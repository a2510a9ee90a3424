import type { Finding } from "../finding.js";
import { isObject, type Json, type JsonObject, member, pointerStep, pointerTo } from "../json.js";

/** What could be read, and what is wrong with how it is written. */
interface ReadBody {
  /** Absent when the bytes are not JSON. */
  readonly value?: Json;
  readonly findings: Finding[];
}

/** No answer of the contract comes near it, and none of what goes through a body meets the end of its stack. */
const mostLevels = 100;

/** What is told of a body that is nested deeper than is read. */
export const tooDeep: Finding = {
  at: "body",
  message: `is nested more than ${mostLevels} levels deep, and is read no further`,
};

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
  if (isTooDeep(json)) return { findings: [tooDeep] };
  try {
    const value: Json = JSON.parse(json);
    return { value, findings: [...findings, ...checkDuplicateKeys(json)] };
  } catch {
    return unreadable(`is not valid JSON (${bytes.length} bytes)`);
  }
}

/** Whether more lists and objects stand within each other than are read; the text may be no JSON. */
function isTooDeep(text: string): boolean {
  let levels = 0;
  let within = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') within = !within;
    else if (within) index += character === "\\" ? 1 : 0;
    else if (character === "[" || character === "{") levels += 1;
    else if (character === "]" || character === "}") levels -= 1;
    if (levels > mostLevels) return true;
  }
  return false;
}

function unreadable(message: string): ReadBody {
  return { findings: [{ at: "body", message }] };
}

/** A value of a body, where it stands, and the schema that describes it; that is empty where none does. */
export interface Described {
  /** JSON pointer from the top of the body. */
  readonly at: string;
  readonly value: Json;
  readonly schema: JsonObject;
}

/** Each value of a body beside its schema, in OpenAPI 3.0's dialect without references: the outer before the inner. */
export function described(value: Json, schema: JsonObject, at = ""): Described[] {
  const own = { at, value, schema };
  if (Array.isArray(value)) {
    const items = member(schema, "items");
    return [own, ...value.flatMap((item, index) => described(item, items, at + pointerStep(index)))];
  }
  if (!isObject(value)) return [own];
  const properties = member(schema, "properties");
  const inner = Object.entries(value).flatMap(([key, one]) =>
    described(one, member(properties, key), at + pointerStep(key)),
  );
  return [own, ...inner];
}

/** Whether a text is a link that can be followed. */
export function isLink(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/**
 * A body whose links are without what signs them, so that it can be held to another answer: the contract says which
 * texts are links that are signed anew in each answer (`x-signed-link`). The whole query is left out, since signers
 * call their parameters as they like.
 *
 * @param schema of the body, in OpenAPI 3.0's dialect without references
 */
export function withoutSignatures<Body extends Json>(body: Body, schema: JsonObject): Body {
  return strip(body, schema) as Body;
}

function strip(value: Json, schema: JsonObject): Json {
  if (typeof value === "string") {
    return "x-signed-link" in schema && isLink(value) ? value.replace(/\?[^#]*/, "") : value;
  }
  if (Array.isArray(value)) {
    const items = member(schema, "items");
    return value.map((item) => strip(item, items));
  }
  if (!isObject(value)) return value;
  const properties = member(schema, "properties");
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner, member(properties, key))]));
}

type Frame = { keys: Set<string>; token: string; awaitsKey: boolean } | { keys?: never; token: number };

/** A string, unrolled so that long ones need no backtracking, or a mark of structure. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * No object names a member twice: JSON.parse keeps the last in silence, other parsers the first.
 * Source: RFC 8259, section 4.
 *
 * @param text valid JSON.
 */
function checkDuplicateKeys(text: string): Finding[] {
  const findings: Finding[] = [];
  const frames: Frame[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const frame = frames.at(-1);
    if (token === "{") frames.push({ keys: new Set(), token: "", awaitsKey: true });
    else if (token === "[") frames.push({ token: 0 });
    else if (token === "}" || token === "]") frames.pop();
    else if (frame?.keys === undefined) {
      if (frame && token === ",") frame.token += 1;
    } else if (token === ",") frame.awaitsKey = true;
    else if (token === ":") frame.awaitsKey = false;
    else if (frame.awaitsKey) {
      frame.token = JSON.parse(token) as string;
      if (frame.keys.has(frame.token))
        findings.push({ at: pointerTo(frames.map((inner) => inner.token)), message: "is there twice" });
      frame.keys.add(frame.token);
    }
  }
  return findings;
}
