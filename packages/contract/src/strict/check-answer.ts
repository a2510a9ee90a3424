import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { DocumentedCase } from "../cases/documented-cases.js";
import type { Finding } from "../finding.js";
import { isObject, type JsonObject, jsonTypeOf, pointerStep, toJsonSchema } from "../json.js";
import { type ContractPair, schemaOf } from "../strict-contract.js";
import type { Answer } from "../target/answer.js";
import { readBody } from "./read-body.js";
import { envelopeRules, statusRules, wireRules } from "./rules/envelope.js";
import { echoRule, fieldRules, stateRule } from "./rules/fields.js";
import { pointRules } from "./rules/points.js";
import { resourceRules } from "./rules/resources.js";
import type { Reading, Rule } from "./rules/rule.js";

/** Rules over what a body says, which hold under the documented status alone. */
const bodyRules: readonly Rule[] = [...envelopeRules, ...pointRules, ...resourceRules, ...fieldRules, echoRule];

/** Every rule over one answer. */
export const rules: readonly Rule[] = [...wireRules, ...statusRules, ...bodyRules, stateRule];

/** Everything by which an answer breaks the contract of a case; empty when it keeps it. */
type CheckAnswer = (documented: DocumentedCase, answer: Answer) => Finding[];

/** How answers are held. */
export interface AnswerCheckOptions {
  /** Whether the rules that this project decided upon are held too; they are by default. */
  readonly decisions?: boolean | undefined;
  /** Whether it is held what a body says of the request; it is by default. */
  readonly bodyRules?: boolean | undefined;
  /** How long an answer may take; as long as it likes by default. */
  readonly answerBudgetMilliseconds?: number | undefined;
}

/** The strict checker over a contract's pairs. */
export function createAnswerCheck(pairs: readonly ContractPair[], options: AnswerCheckOptions = {}): CheckAnswer {
  const { decisions = true, bodyRules: withBody = true } = options;
  const { answerBudgetMilliseconds = Number.POSITIVE_INFINITY } = options;
  const held = (all: readonly Rule[], reading: Reading) =>
    all
      .filter(({ decision, operations }) => {
        const isAbout = operations?.includes(reading.documented.operationId) ?? true;
        return isAbout && (decisions || decision !== true);
      })
      .flatMap((rule) => rule.check(reading));

  return (documented, answer) => {
    const { value, findings } = readBody(answer.bytes);
    const body = isObject(value) ? value : {};
    const schema = schemaOf(pairs, documented);
    const reading = { documented, answer, body, schema, answerBudgetMilliseconds };
    const written = [...held(wireRules, reading), ...findings];
    const envelope = held(statusRules, reading);
    // Another status has another body: to hold it against this one's would bury what is wrong.
    if (value === undefined || answer.status !== documented.status) return firstAtEachPlace([...envelope, ...written]);
    const said = withBody ? held(bodyRules, reading) : [];
    const state = withBody ? held([stateRule], reading) : [];
    const formed = compileBodySchema(schema)(value);
    return firstAtEachPlace([...envelope, ...written, ...said, ...formed, ...state]);
  };
}

/** The rules overlap; the first to find a fault says it best. */
function firstAtEachPlace(findings: readonly Finding[]): Finding[] {
  const places = new Set<string>();
  return findings.filter(({ at }) => !places.has(at) && places.add(at));
}

/** Holds a body against a schema of the strict contract, formats included. */
type CheckBodySchema = (body: unknown) => Finding[];

/** Compiling takes longer than a run of twelve cases, and a measure of mutants has thousands of runs. */
const compiled = new WeakMap<JsonObject, CheckBodySchema>();

/** Compiles a schema in OpenAPI 3.0's dialect, without references. */
export function compileBodySchema(schema: JsonObject): CheckBodySchema {
  const check = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, check);
  return check;
}

function compile(schema: JsonObject): CheckBodySchema {
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate: ValidateFunction = ajv.compile(toJsonSchema(schema, true));
  return (body) => (validate(body) ? [] : (validate.errors ?? []).map(toFinding));
}

function toFinding({ keyword, instancePath, params, message, data }: ErrorObject): Finding {
  if (keyword === "required") {
    return { at: instancePath + pointerStep(params.missingProperty), message: "is missing" };
  }
  if (keyword === "additionalProperties") {
    return { at: instancePath + pointerStep(params.additionalProperty), message: "is not in the contract" };
  }
  const found = keyword === "type" ? `is ${jsonTypeOf(data)}; ` : typeof data === "number" ? `is ${data}; ` : "";
  const choice = keyword === "enum" ? `: ${params.allowedValues.join(", ")}` : "";
  return { at: instancePath || "body", message: `${found}${message}${choice}` };
}
