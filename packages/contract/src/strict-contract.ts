import { createRequire } from "node:module";
import { type BusinessCodeKind, type FieldRule, businessCodes as rows, operations as specified } from "@viking-kb/spec";
import { isObject, type Json, type JsonObject, member } from "./json.js";

const load = createRequire(import.meta.url);

/** One (operation, status) pair of the contract. */
export interface ContractPair {
  readonly operationId: string;
  readonly path: string;
  readonly status: number;
  /** Not on the vendor's pages (`x-source: later`): only a mock can be asked for it, and a server for 429. */
  readonly later: boolean;
  /** Schema of the answer, in OpenAPI 3.0's dialect. */
  readonly schema: JsonObject;
}

/** A business code of the contract, as far as answers are held against it. */
export interface BusinessCode {
  readonly kind: BusinessCodeKind;
  readonly code: number;
  readonly status: number;
  /** Its message; `%s` stands for a reason. */
  readonly message: string;
  /** Tells the row from another with the same code. */
  readonly messagePattern?: string;
  readonly operations: readonly string[];
  /** `later`: not on the vendor's pages. */
  readonly source?: string;
}

/** The business codes of the contract. Of two rows with one code the later is the general one. */
export const businessCodes: readonly BusinessCode[] = rows;

/** The row of a kind of answer. */
export function codeOf(kind: BusinessCodeKind): BusinessCode {
  const row = businessCodes.find((one) => one.kind === kind);
  if (row === undefined) throw new Error(`The contract has no business code for ${kind}.`);
  return row;
}

/** The row that an operation's answer tells by its code and message; undefined where it is none of the operation's. */
export function codeIn(operationId: string, { code, message }: JsonObject): BusinessCode | undefined {
  const tells = ({ messagePattern = "" }: BusinessCode) => new RegExp(messagePattern).test(String(message));
  return businessCodes.find((row) => row.code === code && row.operations.includes(operationId) && tells(row));
}

let strictContract: JsonObject | undefined;

/** The strict contract of `@viking-kb/spec`, without references: the same object each time, not to be changed. */
export function readStrictContract(): JsonObject {
  strictContract ??= dereference(load("@viking-kb/spec/openapi.strict.json"));
  return strictContract;
}

/** The base URL of the vendor's service. */
export function vendorsBaseUrl(): string {
  const [first] = [readStrictContract().servers].flat();
  return String(isObject(first) && first.url);
}

/** Every (operation, status) of a contract without references, in its order. */
export function pairsOf(contract: JsonObject): ContractPair[] {
  return Object.keys(member(contract, "paths")).flatMap((path) => {
    const operation = member(member(member(contract, "paths"), path), "post");
    const responses = member(operation, "responses");
    return Object.keys(responses).map((status) => {
      const response = member(responses, status);
      return {
        operationId: String(operation.operationId),
        path,
        status: Number(status),
        later: response["x-source"] === "later",
        schema: member(member(member(response, "content"), "application/json"), "schema"),
      };
    });
  });
}

/** Every (operation, status) of the strict contract. */
export function readPairs(): ContractPair[] {
  return pairsOf(readStrictContract());
}

/** The schema of an answer; empty where the contract has none for this operation and status. */
export function schemaOf(
  pairs: readonly ContractPair[],
  { operationId, status }: { readonly operationId: string; readonly status: number },
): JsonObject {
  return pairs.find((pair) => pair.operationId === operationId && pair.status === status)?.schema ?? {};
}

/** A field of an operation's request, as the contract describes it. */
export interface RequestField extends FieldRule {
  readonly name: string;
  readonly required: boolean;
  /** What it means that the field is absent; there is no such key where it means nothing in particular. */
  readonly default?: Json;
}

/** An operation of the contract, as far as requests are made for it. */
export interface Operation {
  readonly operationId: string;
  readonly path: string;
  /** In the contract's order. */
  readonly fields: readonly RequestField[];
  /** The fields of which one must be given. */
  readonly locators: readonly string[];
  /** Of the request's body, in OpenAPI 3.0's dialect. */
  readonly requestSchema: JsonObject;
}

let operations: readonly Operation[] | undefined;

/** The operations of the contract, in its order. */
export function readOperations(): readonly Operation[] {
  operations ??= Object.values(specified).map(({ operationId, path, required, oneOfRequired }) => {
    const operation = member(member(readStrictContract().paths, path), "post");
    const media = member(member(member(operation, "requestBody"), "content"), "application/json");
    const requestSchema = member(media, "schema");
    const isRequired = (name: string) => required.some((one) => one === name);
    const fields = Object.entries(member(requestSchema, "properties")).map(
      ([name, rule]) =>
        ({ ...(rule as unknown as FieldRule), name, required: isRequired(name) }) satisfies RequestField,
    );
    return { operationId, path, fields, locators: oneOfRequired, requestSchema };
  });
  return operations;
}

let opened: { readonly strict: JsonObject; readonly open: JsonObject } | undefined;

/**
 * The strict contract, open again: the vendor's service may answer with fields and values that the contract does not
 * name, as the published contract says.
 */
export function openAnswers(strict: JsonObject): JsonObject {
  // The same object each time, so that its schemas are compiled once.
  if (opened?.strict !== strict) opened = { strict, open: open(strict) as JsonObject };
  return opened.open;
}

function open(value: Json): Json {
  if (Array.isArray(value)) return value.map(open);
  if (!isObject(value)) return value;
  const { additionalProperties, enum: values, ...rest } = value;
  const isClosed = additionalProperties === false;
  const isOpenEnumeration = "x-known-values" in value;
  return Object.fromEntries([
    ...Object.entries(rest).map(([key, inner]) => [key, open(inner)]),
    ...(additionalProperties === undefined || isClosed ? [] : [["additionalProperties", additionalProperties]]),
    ...(values === undefined || isOpenEnumeration ? [] : [["enum", values]]),
  ]);
}

/**
 * A document with each `{"$ref": "#/…"}` replaced by what it leads to. The document must not refer to itself in a
 * circle.
 *
 * @throws Error when a reference leads nowhere; the message names it.
 */
export function dereference(document: JsonObject): JsonObject {
  const replace = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(replace);
    if (!isObject(value)) return value;
    const reference = value.$ref;
    if (typeof reference === "string") return replace(resolve(document, reference));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
  };
  return replace(document) as JsonObject;
}

function resolve(document: JsonObject, reference: string): Json {
  let value: Json | undefined = document;
  for (const token of reference.replace(/^#\//, "").split("/")) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    value = isObject(value) ? value[key] : undefined;
  }
  if (value === undefined) throw new Error(`The contract refers to ${reference}, which is not in it.`);
  return value;
}
