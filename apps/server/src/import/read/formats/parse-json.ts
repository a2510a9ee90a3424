import { isWellFormed } from "../../../storage/well-formed.js";

/** Most levels of objects and lists in a value. Python's parser ends at about a thousand, Java's at a thousand. */
export const maximumLevels = 500;

/** Longest number that is quoted, in characters. */
const quotedLength = 40;

/** A JSON text is refused; the message, no sentence yet, says why, and where as `field.0.field: …`. */
export class JsonFault extends Error {}

/** A parsed JSON text. */
export interface ParsedJson {
  /** As `JSON.parse` has it. */
  readonly value: unknown;
  /**
   * The same for `JSON.stringify`, which writes each number with the digits that it had: `1.10`, `-0`, `1E5`, and
   * integers beyond 2^53. `value` itself where nothing would be lost.
   */
  readonly exact: unknown;
}

/**
 * Parses a JSON text from which nothing may be lost.
 *
 * @throws JsonFault when it is no JSON, is nested in too many levels, names a member twice, of which parsers would drop
 * one, or holds a number too large for any reader, or text that cannot be stored.
 */
export function parseJson(text: string): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JsonFault("it is not JSON");
  }
  if (isWrittenAgain(text, value) || !checkTokens(text)) return { value, exact: value };
  const exact = JSON.parse(text, ((_name, inner, { source }) =>
    typeof inner === "number" && source !== undefined && String(inner) !== source
      ? rawJson(source)
      : inner) as SourceReviver as Reviver);
  return { value, exact };
}

type Reviver = Parameters<typeof JSON.parse>[1];
/** What the types of this version of TypeScript do not have yet. */
type SourceReviver = (name: string, value: unknown, context: { readonly source?: string }) => unknown;
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/**
 * Whether `JSON.stringify` writes a parsed value as it was: then no member was there twice and no number has lost
 * digits. Most lines that a program has written are so, and this takes a tenth of the time that their tokens take. What
 * cannot be stored stands there as an escape.
 */
function isWrittenAgain(text: string, value: unknown): boolean {
  return hasLevels(value, maximumLevels) && !text.includes("\\u") && JSON.stringify(value) === text;
}

/** Whether a value has at most so many levels. */
function hasLevels(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => hasLevels(inner, levels - 1));
}

/** An object or list that is open: the member or index that is being read, and the members that were. */
type Frame = { at: string; readonly names: Set<string>; awaitsName: boolean } | { at: number; readonly names?: never };

/** A string, unrolled so that long ones need no backtracking, a mark of structure, or a number or bare word. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * @param text valid JSON
 * @returns whether a number would lose digits
 */
function checkTokens(text: string): boolean {
  const frames: Frame[] = [];
  let losesDigits = false;
  const fault = (message: string) => new JsonFault(`${frames.map(({ at }) => at).join(".")}: ${message}`);
  const open = (frame: Frame) => {
    if (frames.length === maximumLevels) throw new JsonFault(`it has more than ${maximumLevels} levels`);
    frames.push(frame);
  };
  for (const [token] of text.matchAll(tokens)) {
    const frame = frames.at(-1);
    const first = token[0];
    if (first === "{") open({ at: "", names: new Set(), awaitsName: true });
    else if (first === "[") open({ at: 0 });
    else if (first === "}" || first === "]") frames.pop();
    else if (first === ":") continue;
    else if (first === ",") {
      if (frame?.names) frame.awaitsName = true;
      else if (frame) frame.at++;
    } else if (first === '"') {
      const content = textOf(token);
      if (frame?.names && frame.awaitsName) {
        frame.at = content;
        frame.awaitsName = false;
        if (frame.names.has(content)) throw fault("is there twice");
        frame.names.add(content);
      }
      if (content.includes("\0")) throw fault("holds the character U+0000");
      if (!isWellFormed(content)) throw fault("holds half a surrogate pair");
    } else if (/^[-\d]/.test(token)) {
      const number = Number(token);
      if (!Number.isFinite(number)) throw fault(`${token.slice(0, quotedLength)} is too large a number`);
      losesDigits ||= String(number) !== token;
    }
  }
  return losesDigits;
}

/** A decoded file holds no text that cannot be stored, so only an escape can give one. */
function textOf(token: string): string {
  return token.includes("\\") ? (JSON.parse(token) as string) : token.slice(1, -1);
}
