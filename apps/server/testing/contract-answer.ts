import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type OperationId, operations } from "@viking-kb/spec";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

type Schema = Record<string, unknown>;

interface StrictContract {
  readonly paths: Record<
    string,
    {
      post: { operationId: string; responses: Record<string, { content: { "application/json": { schema: Schema } } }> };
    }
  >;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const contract: StrictContract = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.strict.json")), "utf8"),
);

const ajv = new Ajv({ strictSchema: false, allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
ajv.addSchema({ $id: "contract", components: contract.components });

const validators = new Map<string, ValidateFunction>();

/** How an answer breaks the strict contract for its operation and status; empty when it keeps it. */
export function breachesOf(operationId: OperationId, status: number, body: unknown): string[] {
  const { schema } =
    contract.paths[operations[operationId].path]?.post.responses[status]?.content["application/json"] ?? {};
  if (schema === undefined) return [`${operationId} documents no status ${status}`];
  const reference = `contract${schema.$ref}`;
  const validate = validators.get(reference) ?? ajv.compile({ $ref: reference });
  validators.set(reference, validate);
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
