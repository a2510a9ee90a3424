import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject, resolve, resolvePointer } from "./document.ts";
import { codesOf, readErrorCodes } from "./error-codes.ts";
import { knownValuesOf } from "./open-contract.ts";
import { operationsOf, readSource } from "./read-contract.ts";

/**
 * The contract as typed modules, the generated part of `@viking-kb/spec`: each file with its text. The types are those
 * that openapi-generator writes for the client; everything else is read from the contract.
 */
export function renderModule(project: string): Map<string, string> {
  const spec = join(project, "spec");
  const contract = readSource(spec);
  return new Map([
    ["README.md", `${written}: never edit it, change the contract or its error codes.\n`],
    ["operations.ts", renderOperations(spec, "./models.js")],
    ["business-codes.ts", renderCodes(spec)],
    ["known-values.ts", renderKnownValues(contract)],
    ["answer-fields.ts", renderAnswerFields(contract)],
    ["field-descriptions.ts", renderFieldDescriptions(contract)],
    ["models.ts", readFileSync(join(project, "packages/client/src/generated/models/index.ts"), "utf8")],
  ]);
}

const written = "Written from `spec/` by `pnpm generate`";
const notice = `// ${written}: never edit it.\n`;

/** Parts of a schema that the request check does not need. */
const notChecked = /^(?:description|x-description-zh|example|format|default|x-source)$/;

/**
 * Writes the module of a contract's operations.
 *
 * @param models the import path of the module with their types
 */
export function renderOperations(spec: string, models: string): string {
  const contract = readSource(spec);
  const errorCodes = readErrorCodes(spec);
  const types: string[] = [];
  const names = new Set<string>();
  const rows = operationsOf(contract).map(({ operationId, path, method, definition }) => {
    const [requestName, request] = schemaOf(contract, definition.requestBody);
    const responses = definition.responses as Record<string, JsonObject>;
    const [responseName, response] = schemaOf(contract, responses["200"]);
    const dataName = modelName((response.properties as JsonObject).data);
    for (const name of [requestName, responseName, dataName]) names.add(name);
    types.push(`  ${operationId}: { request: ${requestName}; response: ${responseName}; data: ${dataName} };`);
    const fields = Object.entries(request.properties as Record<string, JsonObject>).map(([name, field]) => [
      name,
      Object.fromEntries(Object.entries(field).filter(([keyword]) => !notChecked.test(keyword))),
    ]);
    const codes = Object.keys(responses).map((status) => [status, codesOf(errorCodes, operationId, Number(status))]);
    return [
      operationId,
      {
        operationId,
        method: method.toUpperCase(),
        path,
        codes: Object.fromEntries(codes),
        required: request.required ?? [],
        oneOfRequired: request["x-one-of-required"] ?? [],
        fields: Object.fromEntries(fields),
      },
    ];
  });
  return `${notice}import type { ${[...names].sort().join(", ")} } from "${models}";

/**
 * Each operation: where it is called, the business codes it answers with under each status, and what it asks of a
 * request.
 */
export const operations = ${json(Object.fromEntries(rows))} as const satisfies Record<OperationId, unknown>;

/** An operation by its name in the contract. */
export type OperationId = ${rows.map(([operationId]) => `"${operationId}"`).join(" | ")};

/** The types of each operation: its request, its whole answer of status 200, and the \`data\` in it. */
export interface OperationTypes {
${types.join("\n")}
}
`;
}

/** The name and content of the schema of a JSON body. */
function schemaOf(contract: JsonObject, holder: unknown): [name: string, schema: JsonObject] {
  const reference = (holder as { content: { "application/json": { schema: JsonObject } } }).content["application/json"];
  const schema = resolve(contract, reference.schema);
  return [modelName(reference.schema), schema];
}

function modelName(reference: unknown): string {
  return String((reference as JsonObject).$ref).replace("#/components/schemas/", "");
}

function renderCodes(spec: string): string {
  const { business, failed } = readErrorCodes(spec);
  return `${notice}
/**
 * Each business code with its status and message: spec/error-codes.yaml. Of two rows with one number the later is the
 * general one.
 */
export const businessCodes = ${json(business)} as const;

/** What a business code stands for, by name. */
export type BusinessCodeKind = (typeof businessCodes)[number]["kind"];

/** Each known failed_code of doc/info: spec/error-codes.yaml. An answer may hold others. */
export const failedCodes = ${json(failed)} as const;

/** The number of a known failed_code. */
export type FailedCode = (typeof failedCodes)[number]["code"];
`;
}

/** The models of a contract, each with its fields. */
function modelsOf(contract: JsonObject): [model: string, fields: [field: string, schema: JsonObject][]][] {
  const schemas = resolvePointer(contract, "#/components/schemas") as Record<string, JsonObject>;
  return Object.entries(schemas).flatMap(([name, { properties }]) =>
    isObject(properties) ? [[name, Object.entries(properties as Record<string, JsonObject>)]] : [],
  );
}

function renderKnownValues(contract: JsonObject): string {
  const table = modelsOf(contract).flatMap(([name, schemas]) => {
    const fields = schemas.flatMap(([field, schema]) => {
      const values = knownValuesOf(schema);
      return values ? [[field, values.map(({ value, meaning }) => ({ value, meaning }))] as const] : [];
    });
    return fields.length > 0 ? [[name, Object.fromEntries(fields)] as const] : [];
  });
  return `${notice}
/** The known values of each open enumeration, by model and field. An answer may hold others. */
export const knownValues = ${json(Object.fromEntries(table))} as const;
`;
}

/**
 * A constant for each model, since bundlers leave out constants that a program does not use, but no part of an object.
 */
function renderFieldDescriptions(contract: JsonObject): string {
  const constants = modelsOf(contract).map(([name, fields]) => {
    const rows = fields.map(([field, schema]) => {
      const { description: en, "x-description-zh": zh } = resolve(contract, schema);
      return [field, { en, zh }];
    });
    return `export const ${name}: Descriptions<models.${name}> = ${json(Object.fromEntries(rows))};\n`;
  });
  return `${notice}import type * as models from "./models.js";

/** What a field holds, in both languages: sentences in Markdown, with names between backticks. */
export interface FieldDescription {
  readonly en: string;
  readonly zh: string;
}

type Descriptions<Model> = { readonly [Field in keyof Model]-?: FieldDescription };

${constants.join("\n")}`;
}

/** Marks for the kind of value that a field holds. */
const kinds = /^x-(?!description-zh|known-values|source|types|free-form|failed-code)/;

function renderAnswerFields(contract: JsonObject): string {
  const rows = operationsOf(contract).map(({ operationId, definition }) => {
    const [, response] = schemaOf(contract, (definition.responses as JsonObject)["200"]);
    return [operationId, markedFields(contract, response, "")];
  });
  return `${notice}import type { OperationId } from "./operations.js";

/** A field of an answer that the contract marks, with its marks: the description of the contract explains each. */
export interface AnswerField {
  /** Where the field stands in the answer: a JSON pointer in which \`*\` stands for each entry of a list. */
  readonly at: string;
  readonly unit?: string;
  /** The field of the request that it repeats. */
  readonly echo?: string;
  readonly signedLink?: "always" | "possible";
  readonly jsonText?: true;
  readonly numericText?: true;
}

/** The fields of each operation's answer that the contract marks. */
export const answerFields: Readonly<Record<OperationId, readonly AnswerField[]>> = ${json(Object.fromEntries(rows))};
`;
}

function markedFields(contract: JsonObject, schema: JsonObject, at: string): JsonObject[] {
  const { properties, items } = resolve(contract, schema);
  if (isObject(items)) return markedFields(contract, items, `${at}/*`);
  return Object.entries((properties ?? {}) as Record<string, JsonObject>).flatMap(([name, field]) => {
    const marks = Object.entries(resolve(contract, field)).filter(([keyword]) => kinds.test(keyword));
    const named = marks.map(([keyword, value]) => [camelCase(keyword.replace(/^x-/, "")), value]);
    const inside = markedFields(contract, field, `${at}/${name}`);
    return named.length === 0 ? inside : [{ at: `${at}/${name}`, ...Object.fromEntries(named) }, ...inside];
  });
}

function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
