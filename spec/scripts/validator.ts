import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Json, JsonObject } from "./document.ts";
import { type Operation, operationsOf } from "./read-contract.ts";

/** Returns how a body breaks the contract, one line each; empty when it keeps it. */
interface ContractValidator {
  request(operationId: string, body: Json): string[];
  response(operationId: string, status: number, body: Json): string[];
}

/** Compiles a bundled contract, open or strict. */
export function createValidator(contract: JsonObject): ContractValidator {
  // Ajv's strict mode would refuse the extensions of OpenAPI.
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(contract, "contract");
  const operations = new Map(operationsOf(contract).map((operation) => [operation.operationId, operation]));

  const check = (operationId: string, place: string, body: Json): string[] => {
    const { path, method } = operations.get(operationId) as Operation;
    const pointer = [path, method].map((key) => key.replaceAll("/", "~1")).join("/");
    const validate = ajv.getSchema(`contract#/paths/${pointer}/${place}/content/application~1json/schema`);
    if (!validate) throw new Error(`The contract has no schema for ${operationId} ${place}`);
    validate(body);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  return {
    request: (operationId, body) => check(operationId, "requestBody", body),
    response: (operationId, status, body) => check(operationId, `responses/${status}`, body),
  };
}
