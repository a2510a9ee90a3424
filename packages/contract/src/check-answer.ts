import type { Answer } from "./answer.js";
import type { DocumentedCase } from "./documented-case.js";
import type { Finding } from "./finding.js";
import { isObject, type JsonObject } from "./json.js";
import { compileBodySchema } from "./rules/body-schema.js";
import { checkBusinessCode } from "./rules/business-code.js";
import { checkContentType } from "./rules/content-type.js";
import { checkEcho } from "./rules/echo.js";
import { checkErrorData } from "./rules/error-data.js";
import { checkMessage } from "./rules/message.js";
import { checkPage } from "./rules/page.js";
import { checkPointOrder } from "./rules/point-order.js";
import { readBody } from "./rules/readable-body.js";
import { checkSelection } from "./rules/selection.js";
import { checkStatus } from "./rules/status.js";
import type { BusinessCode, ContractPair } from "./strict-contract.js";

/** Everything by which an answer breaks the contract of a case; empty when it keeps it. */
export type CheckAnswer = (documented: DocumentedCase, answer: Answer) => Finding[];

/** The strict checker over a contract's pairs and its table of business codes. */
export function createAnswerCheck(pairs: readonly ContractPair[], table: readonly BusinessCode[]): CheckAnswer {
  const schemas = new Map(pairs.map((pair) => [key(pair), compileBodySchema(pair.schema)]));

  const checkBody = (documented: DocumentedCase, body: JsonObject): Finding[] => [
    ...checkMessage(documented, body, table),
    ...checkErrorData(documented, body),
    ...checkPage(documented, body),
    ...checkPointOrder(body),
    ...checkSelection(documented, body),
    ...checkEcho(documented, body),
  ];

  return (documented, answer) => {
    const { value, findings } = readBody(answer.bytes);
    const statusFindings = checkStatus(documented, answer);
    const written = [...statusFindings, ...checkContentType(answer), ...findings];
    if (value === undefined) return written;
    const body = isObject(value) ? value : {};
    const code = checkBusinessCode(documented, answer.status, body, table);
    // Another status has another body: to hold it against this one's would bury what is wrong.
    if (statusFindings.length > 0) return [...written, ...code];
    const schema = schemas.get(key(documented))?.(value) ?? [];
    return firstAtEachPlace([...written, ...code, ...checkBody(documented, body), ...schema]);
  };
}

function key({ operationId, status }: { operationId: string; status: number }): string {
  return `${operationId} ${status}`;
}

/** The rules overlap; the first to find a fault says it best, since the schema comes last. */
function firstAtEachPlace(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ at }, index) => findings.findIndex((other) => other.at === at) === index);
}
