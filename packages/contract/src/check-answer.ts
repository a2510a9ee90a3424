import type { Answer } from "./answer.js";
import type { DocumentedCase } from "./documented-case.js";
import type { Finding } from "./finding.js";
import { isObject } from "./json.js";
import { compileBodySchema } from "./rules/body-schema.js";
import { readBody } from "./rules/readable-body.js";
import type { Reading, Rule } from "./rules/rule.js";
import { bodyRules, envelopeRules, wireRules } from "./rules/rules.js";
import type { BusinessCode, ContractPair } from "./strict-contract.js";

/** Everything by which an answer breaks the contract of a case; empty when it keeps it. */
export type CheckAnswer = (documented: DocumentedCase, answer: Answer) => Finding[];

/** How answers are held. */
export interface AnswerCheckOptions {
  /** Whether the rules that this project decided upon are held too; they are by default. */
  readonly decisions?: boolean | undefined;
  /** Whether it is held what a body says of the request; it is by default. */
  readonly bodyRules?: boolean | undefined;
  /** How long an answer may take; as long as it likes by default. */
  readonly answerBudgetMilliseconds?: number | undefined;
}

/** The strict checker over a contract's pairs and its table of business codes. */
export function createAnswerCheck(
  pairs: readonly ContractPair[],
  table: readonly BusinessCode[],
  options: AnswerCheckOptions = {},
): CheckAnswer {
  const { decisions = true, bodyRules: withBody = true } = options;
  const { answerBudgetMilliseconds = Number.POSITIVE_INFINITY } = options;
  const compiled = new Map(pairs.map((pair) => [key(pair), compileBodySchema(pair.schema)]));
  const schemas = new Map(pairs.map((pair) => [key(pair), pair.schema]));
  const held = (rules: readonly Rule[], reading: Reading) =>
    rules.flatMap((rule) => (decisions || rule.decision !== true ? rule.check(reading) : []));

  return (documented, answer) => {
    const { value, findings } = readBody(answer.bytes);
    const body = isObject(value) ? value : {};
    const schema = schemas.get(key(documented)) ?? {};
    const reading = { documented, answer, body, table, schema, answerBudgetMilliseconds };
    const written = [...held(wireRules, reading), ...findings];
    const envelope = held(envelopeRules, reading);
    // Another status has another body: to hold it against this one's would bury what is wrong.
    if (value === undefined || answer.status !== documented.status) return firstAtEachPlace([...envelope, ...written]);
    const said = withBody ? held(bodyRules, reading) : [];
    return firstAtEachPlace([...envelope, ...written, ...said, ...(compiled.get(key(documented))?.(value) ?? [])]);
  };
}

function key({ operationId, status }: { operationId: string; status: number }): string {
  return `${operationId} ${status}`;
}

/** The rules overlap; the first to find a fault says it best, since the schema comes last. */
function firstAtEachPlace(findings: readonly Finding[]): Finding[] {
  const places = new Set<string>();
  return findings.filter(({ at }) => !places.has(at) && places.add(at));
}
