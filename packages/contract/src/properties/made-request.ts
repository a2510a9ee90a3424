import type { Json, JsonObject } from "../json.js";

/** How a request is written: all of these mean the same. */
export interface Writing {
  /** Whether the integers among its fields are written with a fraction of zero. */
  readonly fractions: boolean;
  readonly spaces: boolean;
  /** Whether the fields stand in the opposite order. */
  readonly reversed: boolean;
  /** Whether letters are written as escapes. */
  readonly escaped: boolean;
}

export const plain: Writing = { fractions: false, spaces: false, reversed: false, escaped: false };

/** A request as the text that is sent. */
export function write(request: JsonObject, { fractions, spaces, reversed, escaped }: Writing): string {
  const fields = reversed ? Object.entries(request).reverse() : Object.entries(request);
  const [comma, colon] = spaces ? [" ,\n\t", " : "] : [",", ":"];
  const text = (value: Json) => (escaped ? escapeLetters(JSON.stringify(value)) : JSON.stringify(value));
  const members = fields.map(([name, value]) => {
    const whole = fractions && Number.isSafeInteger(value);
    return `${text(name)}${colon}${whole ? `${String(value)}.0` : text(value)}`;
  });
  return spaces ? `\n{ ${members.join(comma)} }\r\n` : `{${members.join(comma)}}`;
}

/** The letter `a`, which no word of JSON's own that stands within a text has, and no escape holds before it. */
function escapeLetters(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/gs, (text) => text.replaceAll(/(?<!\\u[0-9a-f]{0,3})a/g, "\\u0061"));
}
