import { type Document, isScalar, parseDocument, visit } from "yaml";
import type { TableField } from "../../../collection-file.js";
import { DocumentFailure } from "../../../failures.js";
import { requireStorable } from "../../../storable-text.js";
import { parseToml } from "./toml.js";

/** A field of a document's metadata, as doc/info and point/list give it within `meta` and `doc_meta`. */
interface MetaField {
  readonly field_name: string;
  readonly field_type: TableField["field_type"];
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
export const maximumFrontMatterBytes = 64 * 1024;

const forms = [
  { enclosed: /^---[ \t]*\n(?<inside>.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/s, parse: parseYaml },
  { enclosed: /^\+\+\+[ \t]*\n(?<inside>.*?)(?<=\n)\+\+\+[ \t]*(?:\n|$)/s, parse: parseToml },
];

/**
 * Separates the YAML at the beginning of a document, between a line of `---` and one of `---` or `...`, or the TOML
 * between two lines of `+++`, from its text. It stays part of the text, so that nothing is lost, when it is no valid
 * mapping, refers to itself, or takes more than 64 KiB in UTF-8, as written or as metadata, with its aliases resolved.
 * An entry `title` is the document's title and not part of its metadata.
 *
 * @throws DocumentFailure when an escape makes U+0000 or half of a character, which no text can hold.
 */
export function takeFrontMatter(text: string): FrontMatter {
  for (const { enclosed, parse } of forms) {
    const match = enclosed.exec(text);
    if (match) return describe(match.groups?.inside ?? "", text.slice(match[0].length), parse) ?? { text };
  }
  return { text };
}

function describe(inside: string, text: string, parse: (inside: string) => unknown): FrontMatter | undefined {
  if (Buffer.byteLength(inside) > maximumFrontMatterBytes) return undefined;
  let title: string | undefined;
  let meta: string | undefined;
  try {
    const value = parse(inside);
    if (!isMapping(value)) return undefined;
    requireStorable(value, "The front matter");
    const { title: given, ...others } = value;
    const hasTitle = isScalarValue(given);
    const fields = Object.entries(hasTitle ? others : value).flatMap(([name, entry]) => toField(name, entry));
    if (hasTitle) title = String(given).trim() || undefined;
    if (fields.length > 0) meta = JSON.stringify(fields);
  } catch (error) {
    if (error instanceof DocumentFailure) throw error;
    // It is not valid, nested too deeply, refers to itself, or its aliases multiply into too many values.
    return undefined;
  }
  // It will stand in every point of the document.
  if (meta !== undefined && Buffer.byteLength(meta) > maximumFrontMatterBytes) return undefined;
  return { title, meta, text };
}

/** The entries of a mapping; what says nothing, or holds comments alone, has none. */
function parseYaml(yaml: string): unknown {
  // Integers as bigint, so that those beyond a number's range are kept exactly, as text. The parser's own search for
  // repeated keys is off, since it compares each key with all before it.
  const document = parseDocument(yaml, { intAsBigInt: true, logLevel: "silent", uniqueKeys: false });
  if (document.contents === null) return document.errors.length > 0 ? undefined : {};
  keepDigits(document);
  return document.errors.length > 0 || hasKeyTwice(document) ? undefined : document.toJS();
}

/** A number whose digits would be others when it is written again, such as 1.10, 0x10 or 1e400, becomes their text. */
function keepDigits(document: Document): void {
  visit(document, {
    Scalar(_, node) {
      const isNumber = typeof node.value === "number" || typeof node.value === "bigint";
      if (isNumber && node.source !== undefined && /\d/.test(node.source) && String(node.value) !== node.source) {
        node.value = node.source;
      }
    },
  });
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
  return JSON.stringify(value, (_name, inner) => {
    if (typeof inner !== "bigint") return typeof inner === "number" && !Number.isFinite(inner) ? `${inner}` : inner;
    return Number.isSafeInteger(Number(inner)) ? Number(inner) : String(inner);
  });
}
