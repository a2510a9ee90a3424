import { fold, widthOf } from "./columns.js";
import { oneLine, type View } from "./text.js";

/** How fields are shown: as a line of text, or by the fields inside, each on its own line. */
export type Formats<Data> = { readonly [Name in keyof Data]?: Format<NonNullable<Data[Name]>> };
type Format<Value> = ((value: Value) => string) | (Value extends object ? Formats<ElementOf<Value>> : never);
type ElementOf<Value> = Value extends readonly (infer Element)[] ? Element : Value;

/** The same without the types of the fields, to walk through it. */
type AnyFormats = { readonly [name: string]: ((value: never) => string) | AnyFormats };

/** Columns between fields and values. */
const gap = 2;
/** The least columns for values; on a narrower terminal the line is longer than the terminal. */
const narrowest = 20;
/** The widest name that others' values are aligned with. A wider one moves only its own value. */
const widestName = 60;

interface Line {
  readonly label: string;
  /** Empty for the heading of inner fields. */
  readonly text: string;
}

/**
 * Shows an answer as aligned lines of field and value, in the answer's order. Fields without a format, even unknown
 * ones, are shown too: text as it is, other values as JSON.
 */
export function outline<Data extends object>(data: Data, formats: Formats<Data>, view: View): Iterable<string> {
  return align(linesOf(data, formats as AnyFormats, "", view), view.columns);
}

function* align(lines: readonly Line[], columns = Number.POSITIVE_INFINITY): Generator<string> {
  const widths = lines.map(({ label }) => widthOf(label, widestName));
  const indent =
    gap +
    widths.reduce(
      (most, width, index) => (lines[index]?.text && width <= widestName ? Math.max(most, width) : most),
      0,
    );
  const room = Math.max(narrowest, columns - indent);
  for (const [index, { label, text }] of lines.entries()) {
    let before = label + " ".repeat(Math.max(gap, indent - (widths[index] ?? 0)));
    for (const part of fold(text, room)) {
      const line = before + part;
      yield `${line.trimEnd()}\n`;
      before = " ".repeat(indent);
    }
  }
}

function linesOf(data: object, formats: AnyFormats, indentation: string, view: View): Line[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const label = indentation + oneLine(name);
    const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
    const below = (inside: object) => linesOf(inside, format as AnyFormats, `${indentation}  `, view);
    if (typeof format === "object" && isListOfObjects(value)) {
      return value.flatMap((element, index) => [{ label: `${label}[${index}]`, text: "" }, ...below(element)]);
    }
    if (typeof format === "object" && isObject(value)) return [{ label, text: "" }, ...below(value)];
    const text = typeof format === "function" && value !== null ? format(value as never) : plainText(value);
    return [{ label, text: oneLine(text, view) }];
  });
}

function plainText(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOfObjects(value: unknown): value is object[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}
