import { type JsonObject, member } from "./json.js";

/** An operation of the contract, as far as requests are made for it. */
export interface Operation {
  readonly operationId: string;
  readonly path: string;
  /** Of the request's body, in OpenAPI 3.0's dialect. */
  readonly requestSchema: JsonObject;
}

/** The operations of a contract without references, in its order. */
export function operationsOf(contract: JsonObject): Operation[] {
  const paths = member(contract, "paths");
  return Object.keys(paths).map((path) => {
    const operation = member(member(paths, path), "post");
    const media = member(member(member(operation, "requestBody"), "content"), "application/json");
    return { operationId: String(operation.operationId), path, requestSchema: member(media, "schema") };
  });
}
