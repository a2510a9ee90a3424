import type { Answer } from "../answer.js";
import type { DocumentedCase } from "../documented-case.js";
import type { Finding } from "../finding.js";
import type { JsonObject } from "../json.js";
import type { BusinessCode } from "../strict-contract.js";

/** An answer with all that rules hold it against. */
export interface Reading {
  /** What was sent, and what is expected of the answer. */
  readonly documented: DocumentedCase;
  readonly answer: Answer;
  /** Empty where the answer is no object. */
  readonly body: JsonObject;
  /** The business codes of the contract. */
  readonly table: readonly BusinessCode[];
  /** Of the answer, in OpenAPI 3.0's dialect; empty where the contract has none for this status. */
  readonly schema: JsonObject;
  readonly answerBudgetMilliseconds: number;
}

/** One thing that an answer must keep. */
export interface Rule {
  readonly name: string;
  /** Where it stands: a page or section, an RFC, or the decision of this project. */
  readonly source: string;
  /** Not on the vendor's pages but decided by this project: it is not held against the vendor's service. */
  readonly decision?: true;
  check(reading: Reading): Finding[];
}
