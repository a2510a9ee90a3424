import { isObject } from "../envelope.js";
import { type OperationId, requestRules } from "./generated/request-rules.js";
import { refusalOf } from "./refusal.js";
import { type RequestBody, requestFault } from "./request-fault.js";

/**
 * The operation of the contract that a request calls.
 *
 * @throws Error when it calls none: that is a mistake in a test, and no answer of the API would say so.
 */
export function operationOf({ method, url }: Request): OperationId {
  const { pathname } = new URL(url);
  const operations = Object.keys(requestRules) as OperationId[];
  const operation = operations.find((operation) => pathname.endsWith(requestRules[operation].path));
  if (method === "POST" && operation !== undefined) return operation;
  const paths = operations.map((operation) => `POST ${requestRules[operation].path}`).join(", ");
  throw new Error(`The fake knowledge base does not know ${method} ${pathname}: there are ${paths}.`);
}

/** What a body's text says; the text itself where it is no JSON. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * The body, where the request is as the contract wants it, checked in the order of the API.
 *
 * @throws Refusal with 1000001 where it is not signed, and with 1000003 and the field's name where it breaks the contract.
 */
export function requireSound(
  { headers }: Request,
  operation: OperationId,
  body: unknown,
  allowUnknownFields: boolean,
): RequestBody {
  if (!headers.has("authorization")) throw refusalOf("unauthorized");
  if (!/^application\/json\b/i.test(headers.get("content-type") ?? "")) {
    throw refusalOf("invalid-request", "Content-Type: must be application/json");
  }
  if (!isObject(body)) throw refusalOf("invalid-request", "body: must be a JSON object");
  const fault = requestFault(operation, body, allowUnknownFields);
  if (fault !== undefined) throw refusalOf("invalid-request", fault);
  return body;
}
