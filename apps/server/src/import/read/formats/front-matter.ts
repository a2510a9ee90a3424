import { type Document, isScalar, parseDocument, visit } from "yaml";

/** A field of a document's metadata, as doc/info and point/list give it within `meta` and `doc_meta`. */
interface MetaField {
  readonly field_name: string;
  readonly field_type: "string" | "int64" | "float32" | "bool" | "list<string>";
  readonly field_value: string | number | boolean | readonly string[];
}

/** A Markdown document without its front matter, and what the front matter says. */
interface FrontMatter {
  readonly title?: string | undefined;
  /** JSON text of a list of fields; absent when there are none. */
  readonly meta?: string | undefined;
  /** The document's text, which begins below the front matter. */
  readonly text: string;
}

/** Front matter is a few lines; for much more, the parser's time grows out of proportion. */
const maximumBytes = 64 * 1024;

const enclosed = /^---[ \t]*\n(?<yaml>.*?)(?<=\n)---[ \t]*(?:\n|$)/s;

/**
 * Separates the YAML at the beginning of a document, between two lines of `---`, from its text. The YAML stays part of
 * the text, so that nothing is lost, when it is no valid mapping or takes more than 64 KiB in UTF-8, as written or as
 * metadata, with its aliases resolved. An entry `title` is the document's title and not part of its metadata.
 */
export function takeFrontMatter(text: string): FrontMatter {
  const match = enclosed.exec(text);
  const entries = parseMapping(match?.groups?.yaml ?? "");
  if (match === null || entries === undefined) return { text };
  const { title, ...others } = entries;
  const hasTitle = isScalarValue(title);
  const fields = Object.entries(hasTitle ? others : entries).flatMap(([name, value]) => toField(name, value));
  const meta = fields.length === 0 ? undefined : JSON.stringify(fields);
  // It will stand in every point of the document.
  if (meta !== undefined && Buffer.byteLength(meta) > maximumBytes) return { text };
  return {
    title: hasTitle ? String(title).trim() || undefined : undefined,
    meta,
    text: text.slice(match[0].length),
  };
}

function parseMapping(yaml: string): Record<string, unknown> | undefined {
  if (Buffer.byteLength(yaml) > maximumBytes) return undefined;
  try {
    // Integers as bigint, so that those beyond a number's range are kept exactly, as text. The parser's own search for
    // repeated keys is off, since it compares each key with all before it.
    const document = parseDocument(yaml, { intAsBigInt: true, logLevel: "silent", uniqueKeys: false });
    if (document.errors.length > 0 || hasKeyTwice(document)) return undefined;
    const value: unknown = document.toJS();
    return isMapping(value) ? value : undefined;
  } catch {
    // It is nested too deeply, or its aliases multiply into too many values.
    return undefined;
  }
}

function hasKeyTwice(document: Document): boolean {
  let found = false;
  visit(document, {
    Map(_, { items }) {
      const keys = items.map(({ key }) => (isScalar(key) ? key.value : key));
      found = new Set(keys).size < keys.length;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** An entry without a value says nothing and becomes no field; one that no type fits becomes JSON text. */
function toField(name: string, value: unknown): MetaField[] {
  const field = (type: MetaField["field_type"], fieldValue: MetaField["field_value"]): MetaField[] => [
    { field_name: name, field_type: type, field_value: fieldValue },
  ];
  if (value === null) return [];
  if (typeof value === "boolean") return field("bool", value);
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? field("int64", number) : field("string", String(value));
  }
  if (typeof value === "number") return Number.isFinite(value) ? field("float32", value) : field("string", `${value}`);
  if (Array.isArray(value) && value.every(isScalarValue)) return field("list<string>", value.map(String));
  return field("string", typeof value === "string" ? value : toJson(value));
}

function isScalarValue(value: unknown): boolean {
  return ["string", "number", "bigint", "boolean"].includes(typeof value);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner) => (typeof inner === "bigint" ? Number(inner) : inner));
}
