import { caseTitle, type DocumentedCase, readDocumentedCases } from "../src/cases/documented-cases.js";
import type { JsonObject } from "../src/json.js";
import { readPairs } from "../src/strict-contract.js";
import type { Answer } from "../src/target/answer.js";

export const pairs = readPairs();
export const cases = readDocumentedCases();

/** How many (operation, status) pairs are documented, and how many operations have them. */
export const pairCount = pairs.filter(({ later }) => !later).length;
export const operationCount = new Set(pairs.map(({ operationId }) => operationId)).size;

/** How many cases there are, how many of them any server can be tried with, and how many only a mock. */
export const caseCount = cases.length;
export const serverCaseCount = cases.filter(({ later }) => !later).length;
export const mockCaseCount = caseCount - serverCaseCount;

/** The case with a title such as `getDocInfo 400 doc-not-exist`. */
export function caseOf(title: string): DocumentedCase {
  const found = cases.find((documented) => caseTitle(documented) === title);
  if (found === undefined) throw new Error(`There is no case "${title}".`);
  return found;
}

/** The documented answer of a case, its body changed first. */
export function answerTo(documented: DocumentedCase, change: (body: JsonObject) => unknown = () => {}): Answer {
  const body = structuredClone(documented.response);
  change(body);
  return {
    status: documented.status,
    headers: { "content-type": "application/json" },
    bytes: Buffer.from(JSON.stringify(body)),
  };
}
