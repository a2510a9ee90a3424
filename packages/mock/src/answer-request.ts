import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { invalidRequest, parseBody, readCall } from "@viking-kb/endpoint";
import type { Operation } from "./contract.js";
import { matchingCase, parsePrefer, preferredCase } from "./documented-case.js";
import { askPrism, type Violation } from "./prism.js";

/**
 * Answers a request. It is checked in the API's own order: operation, size, signature, content type and JSON, schema. A
 * case that `Prefer` names comes before the signature, so that every case can be asked for.
 *
 * @throws Refusal of a request to no operation or an invalid one, HungUp when it does not arrive.
 */
export async function answerRequest(
  operations: readonly Operation[],
  request: IncomingMessage,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { operation, bytes } = await readCall(operations, request);

  const preference = parsePrefer(request.headers.prefer as string | undefined);
  const preferred = preferredCase(operation, preference);
  if (preferred) return askPrism(operation.prism, { choice: preferred });

  const headers = headersForPrism(request.headers);
  const unauthorized = await askPrism(operation.prism, { check: "security", headers });
  if (unauthorized.violations.length > 0) return unauthorized;

  const body = parseBody(bytes, request.headers["content-type"]);
  const choice = preference.dynamic ? { dynamic: true } : matchingCase(operation, body);
  const answer = await askPrism(operation.prism, { check: "schema", headers, body, ...(choice && { choice }) });
  const fault = operation.requestFault(body) ?? otherFault(answer.violations);
  if (fault !== undefined) throw invalidRequest(fault);
  return answer;
}

/** The headers without `Accept`: the API always answers JSON, but Prism would answer 406. */
function headersForPrism({ accept: _accept, ...headers }: IncomingHttpHeaders): Record<string, string> {
  return headers as Record<string, string>;
}

/**
 * A fault in Prism's words. Only contracts other than the API's need this: for the API's own, there are words of the
 * API.
 */
function otherFault([violation]: readonly Violation[]): string | undefined {
  if (!violation) return undefined;
  const { path = [], message } = violation;
  return `${path.slice(1).join(".") || "body"}: ${message}`;
}
