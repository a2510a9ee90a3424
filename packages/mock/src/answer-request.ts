import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Answer } from "./answer.js";
import type { Operation } from "./contract.js";
import { matchingCase, preferredCase } from "./documented-case.js";
import { InvalidRequest } from "./invalid-request.js";
import { parseBody } from "./parse-body.js";
import { parsePrefer } from "./prefer.js";
import { askPrism } from "./prism.js";
import { readBody } from "./read-body.js";
import { requestFault } from "./request-fault.js";
import { textFault } from "./text-fault.js";

/**
 * The answer to a request, found in the order of the API's own checks: operation, size, signature, content type and
 * JSON, schema. A case that `Prefer` names comes before the signature, so that every case can be had.
 *
 * @throws InvalidRequest with the reason when the request is refused.
 */
export async function answerRequest(operations: readonly Operation[], request: IncomingMessage): Promise<Answer> {
  const operation = findOperation(operations, request);
  const bytes = await readBody(request);

  const preference = parsePrefer(request.headers.prefer as string | undefined);
  const preferred = preferredCase(operation, preference);
  if (preferred) return askPrism(operation.prism, { choice: preferred });

  const headers = headersForPrism(request.headers);
  const unauthorized = await askPrism(operation.prism, { check: "security", headers });
  if (unauthorized.violations.length > 0) return unauthorized;

  const body = parseBody(bytes, request.headers["content-type"]);
  const choice = preference.dynamic ? { dynamic: true } : matchingCase(operation, body);
  const answer = await askPrism(operation.prism, { check: "schema", headers, body, ...(choice && { choice }) });
  const fault = requestFault(body, answer.violations, operation.oneOfRequired) ?? textFault(body, operation.fields);
  if (fault !== undefined) throw new InvalidRequest(fault);
  return answer;
}

function findOperation(operations: readonly Operation[], { url = "", method = "" }: IncomingMessage): Operation {
  const [path] = url.split("?");
  const atPath = operations.filter((operation) => operation.path === path);
  if (atPath.length === 0) {
    const paths = [...new Set(operations.map((operation) => operation.path))].join(", ");
    throw new InvalidRequest(`path: ${path} is unknown; there are ${paths}`, 404);
  }
  const operation = atPath.find((operation) => operation.method === method);
  if (!operation) {
    const allow = atPath.map((operation) => operation.method).join(", ");
    throw new InvalidRequest(`method: is ${method}, must be ${allow}`, 405, { Allow: allow });
  }
  return operation;
}

/** Without `Accept`: the API answers JSON whatever is asked for, Prism would answer 406. */
function headersForPrism({ accept: _accept, ...headers }: IncomingHttpHeaders): Record<string, string> {
  return headers as Record<string, string>;
}
