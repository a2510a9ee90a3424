import {
  isObject,
  type Json,
  type JsonObject,
  resolve,
  resolvePointer,
  toPointer,
  walkKeywords,
  walkObjects,
} from "./document.ts";
import { codesOf, type ErrorCodes } from "./error-codes.ts";
import type { Finding } from "./finding.ts";
import { type ExampleCase, type Operation, operationsOf, resolveReference } from "./read-contract.ts";
import { schemaRules } from "./schema-rules.ts";
import { schemasOf } from "./schemas.ts";

/** What the rules check. */
interface Written {
  /** `openapi.yaml`, with its references unresolved. */
  contract: JsonObject;
  examples: readonly ExampleCase[];
  errorCodes: ErrorCodes;
}

type Report = (pointer: string, message: string) => void;
type OperationRule = (operation: Operation & { pointer: string }, written: Written, report: Report) => void;

/**
 * Names of cases that fail because of what a valid request asks for: the request alone tells a mock which case is
 * meant.
 */
const answeredByRequest = /^no-permission$|-not-exist$/;
const documentedStatuses = ["200", "400", "401", "403"];

/** What a field of a request may be described by: what `request-check.ts` reads, and what is for readers alone. */
const checkedKeywords =
  /^(type|nullable|minLength|maxLength|pattern|x-pattern-words|minimum|maximum|maxItems|items|description|x-description-zh|example|default|format|x-source)$/;

/** What Redocly's and Spectral's rules cannot say of this contract's operations, one at a time. */
const operationRules: Record<string, OperationRule> = {
  statuses: ({ definition, pointer }, { contract }, report) => {
    const answers = answersOf(contract, definition, pointer);
    const missing = documentedStatuses.filter((wanted) => answers.every(({ status }) => status !== wanted));
    if (missing.length > 0) report(`${pointer}/responses`, `lacks the documented ${missing.join(", ")}`);
    for (const { status, pointer, answer } of answers)
      if (!documentedStatuses.includes(status) && answer["x-source"] !== "later")
        report(pointer, "needs x-source: later: the pages do not have it");
  },

  codes: ({ operationId, definition, pointer }, { contract, errorCodes }, report) => {
    const statuses = answersOf(contract, definition, pointer).map(({ status }) => status);
    const silent = statuses.filter((status) => codesOf(errorCodes, operationId, Number(status)).length === 0);
    if (silent.length > 0)
      report(
        pointer,
        `has no code for ${silent.join(", ")}: add ${operationId} to \`operations\` of the codes in error-codes.yaml that it answers with`,
      );
    const told = [...statuses, ...documentedStatuses];
    for (const { code, status, operations } of errorCodes.business)
      if (operations.includes(operationId) && !told.includes(String(status)))
        report(`${pointer}/responses`, `lacks ${status}, under which error-codes.yaml has ${code}`);
  },

  "request-fields": ({ definition }, { contract }, report) => {
    for (const { pointer, schema } of fieldsReached(contract, definition.requestBody as JsonObject)) {
      const unknown = Object.keys(schema).filter((keyword) => !checkedKeywords.test(keyword));
      if (unknown.length > 0)
        report(pointer, `has ${unknown.join(", ")}: teach spec/src/request-check.ts to hold a request to it`);
    }
  },

  echoes: ({ operationId, definition }, { contract }, report) => {
    const asked = fieldsReached(contract, definition.requestBody as JsonObject).map(({ name }) => name);
    for (const { name, pointer, schema } of fieldsReached(contract, definition.responses as JsonObject))
      if (schema["x-echo"] === undefined && asked.includes(name))
        report(pointer, `needs x-echo: ${operationId} takes ${name}`);
  },

  examples: ({ operationId, definition, pointer }, { contract, examples }, report) => {
    const answers = answersOf(contract, definition, pointer);
    const wanted = new Map<string, string>();
    for (const { name, file, status } of examples.filter((one) => one.operationId === operationId)) {
      // Another rule reports a missing status.
      if (answers.some((answer) => answer.status === String(status))) wanted.set(`${file}#/response`, String(status));
      if (status !== 200 && !answeredByRequest.test(name)) continue;
      const isShared = !file.startsWith(`examples/${operationId}/`);
      wanted.set(isShared ? `${file}#/requests/${operationId}` : `${file}#/request`, "request");
    }
    const places = [
      { place: "request", pointer: `${pointer}/requestBody`, part: definition.requestBody as JsonObject },
      ...answers.map(({ status, answer, pointer }) => ({ place: status, pointer, part: answer })),
    ];
    const seen = new Set<string>();
    for (const { place, pointer, part } of places) {
      walkObjects(part, ({ $ref: reference }, path) => {
        if (typeof reference !== "string" || !reference.startsWith("examples/")) return;
        const at = pointer + toPointer(path).slice(1);
        const name = String(path.at(-1));
        const expected = wanted.get(reference);
        if (expected === undefined) report(at, `refers to ${reference}, which is no case that belongs there`);
        else if (expected !== place) report(at, `stands under ${place}, but ${reference} belongs under ${expected}`);
        if (!reference.includes(`/${name}.json#`)) report(at, `is called ${name}, but refers to ${reference}`);
        if (seen.has(reference)) report(at, `refers to ${reference} a second time`);
        seen.add(reference);
      });
    }
    for (const reference of wanted.keys()) if (!seen.has(reference)) report(pointer, `nothing refers to ${reference}`);
  },
};

/** Rules about the document as a whole. */
const documentRules: Record<string, (written: Written, report: Report) => void> = {
  extensions: ({ contract }, report) => {
    const explained = String((contract.info as JsonObject).description);
    walkKeywords(contract, (object, path) => {
      for (const name of Object.keys(object))
        if (name.startsWith("x-") && !explained.includes(`\`${name}`))
          report(toPointer(path), `has ${name}, which the description of the document does not explain`);
    });
  },

  "echoed-fields": ({ contract }, report) => {
    const known = operationsOf(contract).map(({ definition }) => ({
      asked: fieldsReached(contract, definition.requestBody as JsonObject).map(({ name }) => name),
      answered: fieldsReached(contract, definition.responses as JsonObject),
    }));
    // Two operations may answer with the same schema, though only one of them takes the field.
    const repeated = new Set(
      known.flatMap(({ asked, answered }) =>
        answered.filter(({ schema }) => asked.includes(String(schema["x-echo"]))).map(({ pointer }) => pointer),
      ),
    );
    for (const { pointer, schema } of known.flatMap(({ answered }) => answered))
      if (schema["x-echo"] !== undefined && !repeated.has(pointer))
        report(pointer, `has x-echo ${schema["x-echo"]}: no operation that answers with it takes such a field`);
  },

  "known-operations": ({ contract, errorCodes }, report) => {
    const known = operationsOf(contract).map(({ operationId }) => operationId);
    for (const { code, operations } of errorCodes.business)
      for (const operation of operations)
        if (!known.includes(operation))
          report("#/paths", `has no ${operation}, which error-codes.yaml has ${code} for`);
  },
};

/** The names of the rules of this file. */
export const houseRules = [operationRules, documentRules].flatMap(Object.keys);

/** Every violation of every rule, each once. */
export function checkHouseRules(written: Written): Finding[] {
  const findings = new Map<string, Finding>();
  const reporter = (rule: string) => (pointer: string, message: string) =>
    findings.set(`${pointer} ${message}`, { rule, pointer, message });
  for (const place of schemasOf(written.contract))
    for (const [rule, check] of Object.entries(schemaRules))
      for (const message of check(place.schema, place)) if (message) reporter(rule)(place.pointer, message);
  for (const operation of operationsOf(written.contract)) {
    const pointer = toPointer(["paths", operation.path, operation.method]);
    for (const [rule, check] of Object.entries(operationRules))
      check({ ...operation, pointer }, written, reporter(rule));
  }
  for (const [rule, check] of Object.entries(documentRules)) check(written, reporter(rule));
  return [...findings.values()];
}

/**
 * References to examples that do not exist, once for each file: linters report every reference, and all that follows
 * from it. The other rules require that every reference leads somewhere.
 */
export function checkReferences(contract: JsonObject): Finding[] {
  const findings = new Map<string, Finding>();
  walkObjects(contract, ({ $ref: reference }, path) => {
    if (typeof reference !== "string" || !reference.startsWith("examples/")) return;
    try {
      resolveReference(contract, reference);
    } catch (error) {
      const message = `refers to what is not there: ${(error as Error).message}`;
      if (!findings.has(message)) findings.set(message, { rule: "references", pointer: toPointer(path), message });
    }
  });
  return [...findings.values()];
}

/** The answers of an operation, by status; a shared answer has the pointer of its own place. */
function answersOf(
  contract: JsonObject,
  { responses }: JsonObject,
  pointer: string,
): { status: string; answer: JsonObject; pointer: string }[] {
  return Object.entries(responses as Record<string, JsonObject>).map(([status, answer]) => {
    const shared = typeof answer.$ref === "string" && answer.$ref;
    return { status, answer: resolve(contract, answer), pointer: shared || `${pointer}/responses/${status}` };
  });
}

/** The fields of all component schemas that a part of the contract refers to, directly or indirectly. */
function fieldsReached(
  contract: JsonObject,
  part: JsonObject,
): { name: string; pointer: string; schema: JsonObject }[] {
  const reached = new Map<string, JsonObject>();
  const follow = (value: Json) =>
    walkObjects(value, ({ $ref }) => {
      if (typeof $ref !== "string" || !$ref.startsWith("#/") || reached.has($ref)) return;
      const target = resolvePointer(contract, $ref);
      if (!isObject(target)) return;
      reached.set($ref, target);
      follow(target);
    });
  follow(part);
  return [...reached].flatMap(([pointer, { properties }]) =>
    Object.entries((properties ?? {}) as Record<string, JsonObject>).map(([name, schema]) => ({
      name,
      pointer: `${pointer}/properties/${name}`,
      schema,
    })),
  );
}
