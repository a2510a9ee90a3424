import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject, resolvePointer } from "./document.ts";
import { specFolder } from "./paths.ts";
import { Refusal } from "./refusal.ts";

/** One documented case, as `examples/<operation>/<case>.json` holds it. */
export interface ExampleCase {
  operationId: string;
  name: string;
  status: number;
  request: { summary: string; value: JsonObject };
  response: { summary: string; value: JsonObject };
}

/**
 * The contract as it is written: references into `examples/` are still references.
 *
 * @throws Refusal when it is no YAML; the message holds line, column and the text there.
 */
export function readSource(folder: string = specFolder): JsonObject {
  const file = join(folder, "openapi.yaml");
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** Every case under `examples/`, ordered by operation and name. */
export function readExamples(folder: string = specFolder): ExampleCase[] {
  const cases: ExampleCase[] = [];
  const root = join(folder, "examples");
  const operations = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const operationId of operations.map((entry) => entry.name).sort()) {
    const files = readdirSync(join(root, operationId)).filter((file) => file.endsWith(".json"));
    for (const file of files.sort()) {
      const content = readJson(folder, `examples/${operationId}/${file}`);
      cases.push({
        operationId,
        name: file.replace(/\.json$/, ""),
        ...(content as Omit<ExampleCase, "operationId" | "name">),
      });
    }
  }
  return cases;
}

/**
 * The contract with each reference into `examples/` replaced by what it leads to.
 * Redocly's bundler moves them to `components/examples` instead and renames those that share a last segment
 * (`response`, `response-2`, …), which would lose the names by which a mock's user asks for them.
 *
 * @throws Refusal when a reference leads nowhere; the message names the reference.
 */
export function inlineExamples(source: JsonObject, folder: string = specFolder): JsonObject {
  const inline = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(inline);
    if (!isObject(value)) return value;
    const reference = value.$ref;
    if (typeof reference === "string" && reference.startsWith("examples/")) {
      const [file = "", pointer = ""] = reference.split("#");
      const target = resolvePointer(readJson(folder, file) as Json, pointer);
      if (target === undefined) throw new Refusal(`${reference} leads nowhere: add it to ${file} or mend the $ref`);
      return target;
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inline(member)]));
  };
  return inline(source) as JsonObject;
}

function readJson(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** An operation of the contract with the place where it stands. */
export interface Operation {
  operationId: string;
  path: string;
  method: string;
  definition: JsonObject;
}

/** The operations of a contract, in its order. */
export function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(document.paths as Record<string, JsonObject>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, definition]) => ({
      operationId: String((definition as JsonObject).operationId),
      path,
      method,
      definition: definition as JsonObject,
    })),
  );
}
