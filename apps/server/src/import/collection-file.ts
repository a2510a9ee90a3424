import { Ajv, type ErrorObject } from "ajv";
import { type Document, isAlias, isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { checkProjectName } from "../collections.js";
import { faultOfText } from "./storable-text.js";

/** The file in the imported folder, at its top, that says what its collection is. */
export const collectionFileName = "collection.yaml";

/** Types of a table's columns, as metadata has them, too. */
const fieldTypes = ["string", "int64", "float32", "bool", "list<string>"] as const;

/** A column of the table that the collection's sheets must have. */
export interface TableField {
  readonly field_name: string;
  readonly field_type: (typeof fieldTypes)[number];
}

/** What `collection.yaml` says; what it does not say is the option's, or the default. */
export interface CollectionFile {
  readonly description?: string;
  readonly project?: string;
  /** Longest point that running text is cut to, in Unicode code points. */
  readonly chunk_length?: number;
  /** The columns of each sheet, in their order: with them, the collection is one of structured data. */
  readonly table?: readonly TableField[];
}

const schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    description: { type: "string" },
    project: { type: "string" },
    chunk_length: { type: "integer", minimum: 1 },
    table: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["field_name", "field_type"],
        properties: { field_name: { type: "string", minLength: 1 }, field_type: { enum: fieldTypes } },
      },
    },
  },
};

/** In UTF-16 code units. Bounds the parser, whose time grows out of proportion; a thousand columns fit. */
export const maximumCollectionFileLength = 256 * 1024;

/**
 * Reads the text of `collection.yaml`.
 *
 * @throws Error, a sentence that names line and key, when it is no YAML or says something else than can be said.
 */
export function parseCollectionFile(text: string): CollectionFile {
  if (text.length > maximumCollectionFileLength) {
    throw new Error(`${collectionFileName} is longer than ${maximumCollectionFileLength} characters.`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
  const fault = (line: number, problem: string) => new Error(`${collectionFileName}, line ${line}: ${problem}.`);
  const [error] = document.errors;
  if (error) {
    const hint = error.message.startsWith("Nested mappings") ? '; put a text that holds ": " in quotes' : "";
    throw fault(lines.linePos(error.pos[0]).line, `${error.message.replace(/\.$/, "")}${hint}`);
  }
  const lineOf = (path: readonly string[]) => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return lines.linePos((isNode(node) && node.range?.[0]) || 0).line;
  };

  const anchors = new Set<string>();
  visit(document, {
    Node(_, node) {
      const line = lines.linePos(node.range?.[0] ?? 0).line;
      if (isAlias(node)) {
        if (anchors.has(node.source)) return;
        const problem = `*${node.source} stands for nothing, since no &${node.source} is above it`;
        throw fault(line, `${problem}; put a text that begins with * in quotes`);
      }
      if (node.anchor !== undefined) anchors.add(node.anchor);
      const wrong = isScalar(node) && typeof node.value === "string" ? faultOfText(node.value) : undefined;
      if (wrong !== undefined) throw fault(line, `it ${wrong.replace(/\.$/, "")}`);
    },
  });
  const content = document.contents === null ? {} : toValue(document);
  const validate = new Ajv().compile<CollectionFile>(schema);
  if (!validate(content)) {
    const { path, problem } = describe(validate.errors?.[0]);
    throw fault(lineOf(path), problem);
  }
  const names = (content.table ?? []).map(({ field_name: name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) {
    throw fault(
      lineOf(["table", `${twice}`]),
      `column ${twice + 1} of table is called ${names[twice]}, as another one is`,
    );
  }
  if (content.project !== undefined) {
    try {
      checkProjectName(content.project);
    } catch (thrown) {
      throw fault(lineOf(["project"]), `project: ${(thrown as Error).message.replace(/\.$/, "")}`);
    }
  }
  return content;
}

function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new Error(`${collectionFileName}: its aliases, such as *name, stand for too much; write it without them.`);
  }
}

const columnExample = "- { field_name: price, field_type: float32 }";

const kinds: Readonly<Record<string, string>> = {
  object: "keys with values, as in project: shop",
  array: `a list of columns, each as in ${columnExample}`,
  string: "a text: put it in quotes",
  integer: "a whole number",
};

/** Where an error of Ajv lies, and what is wrong there. */
function describe(error: ErrorObject | undefined): { path: readonly string[]; problem: string } {
  const { instancePath = "", keyword, params = {}, message = "is not valid" } = error ?? {};
  const path = instancePath.split("/").slice(1);
  const [, column, member] = path;
  const place = column === undefined ? path[0] : `column ${Number(column) + 1} of table`;
  const key = member === undefined ? (place ?? "it") : `${member} of ${place}`;
  switch (keyword) {
    case "additionalProperties": {
      const name = String(params.additionalProperty);
      const known = Object.keys(path.length === 0 ? schema.properties : schema.properties.table.items.properties);
      return { path: [...path, name], problem: `${name} is no key of ${key}; the keys are ${known.join(", ")}` };
    }
    case "enum":
      return { path, problem: `${key} must be one of ${fieldTypes.join(", ")}` };
    case "minItems":
      return { path, problem: `${key} must name at least one column; leave it out where sheets may have any` };
    case "required":
      return { path, problem: `${key} lacks ${params.missingProperty}, as in ${columnExample}` };
    case "minimum":
    case "minLength":
      return { path, problem: keyword === "minimum" ? `${key} must be at least ${params.limit}` : `${key} is empty` };
    case "type": {
      const isColumn = column !== undefined && member === undefined;
      return { path, problem: `${key} must be ${isColumn ? `written as ${columnExample}` : kinds[params.type]}` };
    }
    default:
      return { path, problem: `${key} ${message}` };
  }
}
