import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject, resolvePointer } from "./document.ts";
import { specFolder } from "./paths.ts";
import { Refusal } from "./refusal.ts";

/** A body with a summary, as OpenAPI writes an example. */
interface Example {
  summary: string;
  value: JsonObject;
}

/** One documented case of an operation. */
export interface ExampleCase {
  operationId: string;
  name: string;
  /** Its file, relative to the folder of the contract. */
  file: string;
  status: number;
  request: Example;
  response: Example;
}

/** The folder of `examples/` with the cases that every operation has. */
const anyOperation = "any-operation";

/** A case as it is in its file. A case of every operation holds a request for each, or names another case that does. */
interface WrittenCase extends Pick<ExampleCase, "status" | "response"> {
  request: Example | { summary: string; case: string };
  requests?: Record<string, Example>;
}

/**
 * The contract as it is written, with references into `examples/` unresolved.
 *
 * @throws Refusal when it is not YAML; the message has line, column and the text there.
 */
export function readSource(folder: string = specFolder): JsonObject {
  const file = join(folder, "openapi.yaml");
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Every case under `examples/`, in the order of operations and file names. Cases of every operation are listed under
 * each.
 *
 * @throws Refusal when such a case has no request for one of the operations.
 */
export function readExamples(folder: string = specFolder): ExampleCase[] {
  const entries = readdirSync(join(folder, "examples"), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const list = (name: string) =>
    readdirSync(join(folder, "examples", name))
      .filter((base) => base.endsWith(".json"))
      .map((base) => ({ base, file: `examples/${name}/${base}` }));
  const operations = folders.filter((name) => name !== anyOperation).sort();
  return operations.flatMap((operationId) =>
    [...list(operationId), ...list(anyOperation)]
      .sort((a, b) => (a.base < b.base ? -1 : 1))
      .map(({ base, file }) => {
        const { status, response } = readJson(folder, file) as WrittenCase;
        const request = requestOf(operationId, folder, file);
        return { operationId, name: base.replace(/\.json$/, ""), file, status, request, response };
      }),
  );
}

function requestOf(operationId: string, folder: string, file: string): Example {
  const { request, requests } = readJson(folder, file) as WrittenCase;
  const own = requests ? requests[operationId] : request;
  if (own === undefined) throw new Refusal(`${file} has no request for ${operationId}: add it to \`requests\``);
  if ("value" in own) return own;
  const { value } = requestOf(operationId, folder, `examples/${anyOperation}/${own.case}.json`);
  return { summary: own.summary, value };
}

/**
 * The contract with references into `examples/` and to shared answers resolved, so that each operation holds its own
 * examples by name. Redocly's bundler would move examples to `components/examples` and rename those with the same last
 * segment (`response`, `response-2`, …). Users of a mock ask for examples by name, so the names must stay.
 *
 * @throws Refusal when a reference leads nowhere; the message names the reference.
 */
export function inlineExamples(source: JsonObject, folder: string = specFolder): JsonObject {
  const inline = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(inline);
    if (!isObject(value)) return value;
    const reference = value.$ref;
    if (typeof reference === "string" && /^(?:examples|#\/components\/responses)\//.test(reference))
      return inline(resolveReference(source, reference, folder));
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inline(member)]));
  };
  const { responses: _inlined, ...components } = source.components as JsonObject;
  return inline({ ...source, components }) as JsonObject;
}

/**
 * The target of a reference within the contract or into a file beside it.
 *
 * @throws Refusal when it leads nowhere.
 */
export function resolveReference(source: JsonObject, reference: string, folder: string = specFolder): Json {
  const [file = "", pointer = ""] = reference.split("#");
  if (file !== "" && !existsSync(join(folder, file)))
    throw new Refusal(`${file} does not exist: write it or mend the $ref`);
  const target = resolvePointer(file === "" ? source : (readJson(folder, file) as Json), pointer);
  if (target !== undefined) return target;
  throw new Refusal(`${reference} leads nowhere: add it to ${file || "openapi.yaml"} or mend the $ref`);
}

function readJson(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** An operation of the contract, and where it is. */
export interface Operation {
  operationId: string;
  path: string;
  method: string;
  definition: JsonObject;
}

/** Whatever else a path has is no operation: https://spec.openapis.org/oas/v3.0.3#path-item-object. */
const methods = /^(?:get|put|post|delete|options|head|patch|trace)$/;

/** The operations of a contract, in its order. */
export function operationsOf({ paths }: JsonObject): Operation[] {
  return Object.entries((paths ?? {}) as JsonObject).flatMap(([path, item]) =>
    Object.entries(item ?? {}).flatMap(([method, definition]) =>
      methods.test(method) && isObject(definition)
        ? [{ operationId: String(definition.operationId), path, method, definition }]
        : [],
    ),
  );
}
