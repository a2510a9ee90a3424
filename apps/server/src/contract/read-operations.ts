import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A schema of the contract, in OpenAPI 3.0's dialect and without references. */
export interface RequestSchema {
  readonly properties: Readonly<Record<string, unknown>>;
  /** Fields of which at least one must be given. */
  readonly "x-one-of-required"?: readonly string[];
}

/** An operation of the contract. */
export interface Operation {
  readonly operationId: string;
  readonly path: string;
  /** In upper case. */
  readonly method: string;
  /** What a request's body must be. */
  readonly requestSchema: RequestSchema;
}

interface Contract {
  readonly paths: Record<string, Record<string, Definition>>;
  readonly components: { readonly schemas: Record<string, RequestSchema> };
}

interface Definition {
  readonly operationId: string;
  readonly requestBody: { readonly content: { readonly "application/json": { readonly schema: { $ref: string } } } };
}

const contractFile = fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.json"));

/** The operations of the bundled contract, in its order. */
export function readOperations(): Operation[] {
  const { paths, components } = JSON.parse(readFileSync(contractFile, "utf8")) as Contract;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => {
      // The contract's house rules keep request schemas flat, so one reference leads to all of it.
      const name = requestBody.content["application/json"].schema.$ref.replace("#/components/schemas/", "");
      const requestSchema = components.schemas[name];
      if (requestSchema === undefined) throw new Error(`The contract has no schema ${name} for ${operationId}.`);
      return { operationId, path, method: method.toUpperCase(), requestSchema };
    }),
  );
}
