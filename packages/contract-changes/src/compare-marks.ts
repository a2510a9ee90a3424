import { isObject, type Json, type JsonObject, member } from "@viking-kb/contract";
import type { Change } from "./change.js";
import { compareMembers, isWords } from "./compare-members.js";

/**
 * Compares what oasdiff passes over: marks (`x-…`), whether objects are closed, required headers, servers, and codes.
 * Only what both documents have is compared: what was added or removed as a whole oasdiff tells.
 */
export function compareMarks(released: JsonObject, working: JsonObject): Change[] {
  const changes = [
    ...compareMembers(["servers", "x-business-codes", "x-failed-codes"], released, working, "contract", ""),
    ...compareMarked(scheme(released), scheme(working), "contract", " of the signature"),
  ];
  for (const [path, item] of Object.entries(member(released, "paths"))) {
    for (const [method, operation] of Object.entries(isObject(item) ? item : {})) {
      const other = member(member(member(working, "paths"), path), method);
      if (!isObject(operation) || other.responses === undefined) continue;
      changes.push(...compareOperation({ released, working }, operation, other));
    }
  }
  return changes;
}

/** The documents, in which references are looked up. */
interface Documents {
  readonly released: JsonObject;
  readonly working: JsonObject;
}

function compareOperation(documents: Documents, released: JsonObject, working: JsonObject): Change[] {
  const name = typeof released.operationId === "string" ? released.operationId : "contract";
  const schemasOf = (holder: JsonObject) => member(member(holder, "content"), "application/json");
  const compare = (one: JsonObject, other: JsonObject, of: string) =>
    compareSchemas(documents, schemasOf(one).schema, schemasOf(other).schema, { name, of, path: "", passed: [] });
  const answers = Object.entries(member(released, "responses")).flatMap(([status, response]) => {
    const other = member(member(working, "responses"), status);
    if (!isObject(response)) return [];
    return [
      ...compareHeaders(documents, member(response, "headers"), member(other, "headers"), name, status),
      ...compare(response, other, ` of the answer with status \`${status}\``),
    ];
  });
  return [...compare(member(released, "requestBody"), member(working, "requestBody"), " of the request"), ...answers];
}

function compareHeaders(
  documents: Documents,
  released: JsonObject,
  working: JsonObject,
  operation: string,
  status: string,
): Change[] {
  return Object.entries(released).flatMap(([name, header]) => {
    const [one, other] = [resolve(documents.released, header), resolve(documents.working, working[name])];
    const isNewlyRequired = one?.required !== true && other?.required === true;
    const what = `the header \`${name}\` became required in the answer with status \`${status}\``;
    return isNewlyRequired ? [{ operation, what, breaks: true }] : [];
  });
}

/** Where in an operation a schema stands. */
interface Place {
  readonly name: string;
  readonly of: string;
  readonly path: string;
  /** The references that lead here, so that a schema which holds itself is walked once. */
  readonly passed: readonly string[];
}

function compareSchemas(documents: Documents, one: Json | undefined, other: Json | undefined, place: Place): Change[] {
  const [released, working] = [resolve(documents.released, one), resolve(documents.working, other)];
  const reference = isObject(one) && typeof one.$ref === "string" ? [one.$ref] : [];
  if (released === undefined || working === undefined || reference.some((it) => place.passed.includes(it))) return [];
  const within = (step: string) => ({
    ...place,
    path: place.path === "" ? step : `${place.path}/${step}`,
    passed: [...place.passed, ...reference],
  });
  const at = place.path === "" ? place.of : ` of \`${place.path}\`${place.of}`;
  const fields = Object.entries(member(released, "properties")).flatMap(([name, field]) =>
    compareSchemas(documents, field, member(working, "properties")[name], within(name)),
  );
  return [
    ...compareClosing(released, working, place.name, at),
    ...compareMarked(released, working, place.name, at),
    ...fields,
    ...compareSchemas(documents, released.items, working.items, within("items")),
  ];
}

/** Answers are open on purpose, and an open request is one whose unknown fields are ignored. */
function compareClosing(released: JsonObject, working: JsonObject, operation: string, at: string): Change[] {
  const [before, after] = [released, working].map(({ additionalProperties }) => additionalProperties === false);
  if (before === after) return [];
  return [{ operation, what: `unknown fields${at} became ${after ? "invalid" : "valid"}`, breaks: after === true }];
}

function compareMarked(released: JsonObject, working: JsonObject, operation: string, at: string): Change[] {
  const keys = [...new Set([...Object.keys(released), ...Object.keys(working)])];
  const marks = keys.filter((key) => key.startsWith("x-") && !isWords(key));
  return compareMembers(marks, released, working, operation, at);
}

/** The object that a value is or refers to inside its document. */
function resolve(document: JsonObject, value: Json | undefined): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  if (typeof value.$ref !== "string") return value;
  const steps = value.$ref.split("/").slice(1);
  return steps.reduce<JsonObject>((inner, step) => member(inner, step), document);
}

function scheme(document: JsonObject): JsonObject {
  return member(member(member(document, "components"), "securitySchemes"), "signature");
}
