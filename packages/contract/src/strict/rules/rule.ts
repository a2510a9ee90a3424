import type { DocumentedCase } from "../../cases/documented-cases.js";
import type { Finding } from "../../finding.js";
import { isObject, type JsonObject, member } from "../../json.js";
import type { Answer } from "../../target/answer.js";

/** An answer with all that rules hold it against. */
export interface Reading {
  /** What was sent, and what is expected of the answer. */
  readonly documented: DocumentedCase;
  readonly answer: Answer;
  /** Empty where the answer is no object. */
  readonly body: JsonObject;
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
  /** The operations that it is about; where it goes by what the contract says of a field, it is about all. */
  readonly operations?: readonly string[];
  check(reading: Reading): Finding[];
}

/** `data` of an answer. */
export function dataOf(body: JsonObject): JsonObject {
  return member(body, "data");
}

/** The points of an answer, as far as they are objects. */
export function pointsOf(body: JsonObject): JsonObject[] {
  const points = dataOf(body).point_list;
  return Array.isArray(points) ? points.filter(isObject) : [];
}
