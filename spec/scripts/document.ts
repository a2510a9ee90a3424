/** A value of JSON or YAML. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Whether a value is an object with named members. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value that a JSON pointer in URI fragment form (`#/a/b~1c`) refers to, or undefined. Source: RFC 6901, section 6.
 */
export function resolvePointer(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const token of pointer.replace(/^#?\/?/, "").split("/")) {
    if (token === "") continue;
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value)) value = value[key];
    else return undefined;
  }
  return value;
}

/** What a reference within a document leads to, an empty object where that is nothing; any other object as it is. */
export function resolve(document: JsonObject, part: JsonObject): JsonObject {
  const { $ref: reference } = part;
  return typeof reference === "string" ? ((resolvePointer(document, reference) ?? {}) as JsonObject) : part;
}

/** Writes a path of keys as a JSON pointer in URI fragment form. */
export function toPointer(path: readonly (string | number)[]): string {
  return `#/${path.map((key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

type Path = (string | number)[];

/** Calls `visit` with each object of a document and the path to it, parents first. */
export function walkObjects(
  value: Json,
  visit: (object: JsonObject, path: Path) => void,
  path: Path = [],
  membersOf: (object: JsonObject) => readonly (readonly [Path, Json])[] = everyMember,
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walkObjects(item, visit, [...path, index], membersOf);
    });
  } else if (isObject(value)) {
    visit(value, path);
    for (const [steps, member] of membersOf(value)) walkObjects(member, visit, [...path, ...steps], membersOf);
  }
}

const everyMember = (object: JsonObject) =>
  Object.entries(object).map(([key, member]): [Path, Json] => [[key], member]);

/** Keywords of OpenAPI that lead from names of the author's to objects. */
const named =
  /^(paths|schemas|properties|responses|parameters|headers|requestBodies|securitySchemes|links|callbacks|content|encoding|variables|scopes|examples)$/;
/** Keywords whose value is data, or names alone. */
const data = /^(example|default|enum|value|security|mapping)$/;

/**
 * Calls `visit` with each object of an OpenAPI document whose keys are keywords, and the path to it, parents first. A
 * field, header or case may be called like a keyword or like an extension, so maps of such names are passed over, and
 * examples too.
 */
export function walkKeywords(value: Json, visit: (object: JsonObject, path: Path) => void, path: Path = []): void {
  walkObjects(value, visit, path, (object) =>
    Object.entries(object).flatMap(([key, member]): [Path, Json][] => {
      if (data.test(key)) return [];
      if (!named.test(key) || !isObject(member)) return [[[key], member]];
      return Object.entries(member).map(([name, inner]) => [[key, name], inner]);
    }),
  );
}
