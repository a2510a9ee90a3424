import type { DocumentedCase } from "../cases/documented-cases.js";
import type { JsonObject } from "../json.js";
import { type BusinessCode, businessCodes, codeOf, type Operation } from "../strict-contract.js";

/** How a request is to be answered. */
export type Expectation = Pick<BusinessCode, "status" | "code" | "message">;

export const success: Expectation = codeOf("success");
export const invalidRequest: Expectation = codeOf("invalid-request");
export const unauthorized: Expectation = codeOf("unauthorized");

/** The answers that the contract documents for an operation, later ones left out: success first. */
export function expectationsOf(operationId: string): Expectation[] {
  return businessCodes
    .filter(({ source, operations }) => source !== "later" && operations.includes(operationId))
    .toSorted((one, other) => one.status - other.status);
}

/** The documented answer that a real one claims to be: the one that its code and message tell, or else success. */
export function claimedBy(status: number, body: JsonObject, documented: readonly Expectation[]): Expectation {
  const own = documented.filter((one) => one.status === status && one.code === body.code);
  const [first] = own;
  return (
    own.find(({ message }) => String(body.message).endsWith(message.slice(message.indexOf(":") + 1))) ??
    own.find(({ message }) => message.endsWith("%s")) ??
    first ??
    success
  );
}

/** A made-up request as a case, with the answer that is expected. */
export function caseOf({ operationId, path }: Operation, request: JsonObject, expected: Expectation): DocumentedCase {
  const { status, code, message } = expected;
  // What the request names is what the answer is about, unless a resource_id alone decides.
  const named = request.resource_id ? undefined : (request.name ?? request.collection_name);
  const data: JsonObject = {
    ...(typeof named === "string" && named !== "" ? { collection_name: named } : {}),
    ...(typeof request.doc_id === "string" ? { doc_id: request.doc_id } : {}),
  };
  const response: JsonObject = { code, message, request_id: "", ...(code === 0 ? { data } : {}) };
  return { operationId, path, name: "made", status, later: false, request, response };
}
