import type { DocumentedCase } from "../cases/documented-case.js";
import type { Finding } from "../finding.js";
import { isObject } from "../json.js";
import type { BusinessCode, ContractPair } from "../strict-contract.js";
import type { Answer } from "../target/answer.js";
import { compileBodySchema } from "./body-schema.js";
import { readBody } from "./read-body.js";
import { echoRule, stateRule } from "./rules/echo.js";
import { envelopeRules, statusRules } from "./rules/envelope.js";
import { fieldRules } from "./rules/fields.js";
import { pointRules } from "./rules/points.js";
import { resourceRules } from "./rules/resources.js";
import type { Reading, Rule } from "./rules/rule.js";
import { wireRules } from "./rules/wire.js";

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
    const schema = schemas.get(key(documented)) ?? {};
    const reading = { documented, answer, body, table, schema, answerBudgetMilliseconds };
    const written = [...held(wireRules, reading), ...findings];
    const envelope = held(statusRules, reading);
    // Another status has another body: to hold it against this one's would bury what is wrong.
    if (value === undefined || answer.status !== documented.status) return firstAtEachPlace([...envelope, ...written]);
    const said = withBody ? held(bodyRules, reading) : [];
    const state = withBody ? held([stateRule], reading) : [];
    const formed = compiled.get(key(documented))?.(value) ?? [];
    return firstAtEachPlace([...envelope, ...written, ...said, ...formed, ...state]);
  };
}

function key({ operationId, status }: { operationId: string; status: number }): string {
  return `${operationId} ${status}`;
}

/** The rules overlap; the first to find a fault says it best. */
function firstAtEachPlace(findings: readonly Finding[]): Finding[] {
  const places = new Set<string>();
  return findings.filter(({ at }) => !places.has(at) && places.add(at));
}
