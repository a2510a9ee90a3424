import { isObject, type JsonObject, resolvePointer } from "./document.ts";
import { codesOf, type ErrorCodes } from "./error-codes.ts";
import { knownValuesOf } from "./open-contract.ts";
import { operationsOf } from "./read-contract.ts";
import { Refusal } from "./refusal.ts";
import { schemaName, schemasOf } from "./schemas.ts";

type Schema = JsonObject & { properties?: Record<string, JsonObject> };

/**
 * The contract in the strict form that tests use. Answers have only the described fields, enumerations only their known
 * values, and statuses only their own business codes; a request must locate its collection. Requests stay open, since
 * unknown request fields are ignored.
 */
export function toStrictContract(bundled: JsonObject, errorCodes: ErrorCodes): JsonObject {
  const document = structuredClone(bundled);
  const schemas = (document.components as JsonObject).schemas as Record<string, Schema>;

  for (const { schema, ofRequest } of schemasOf(document)) {
    if (ofRequest) requireLocator(schema);
    else if (schema.type === "object") schema.additionalProperties = schema["x-free-form"] === true;
    const values = knownValuesOf(schema);
    if (values) schema.enum = values.map(({ value }) => value);
    if (Array.isArray(schema["x-types"])) spellOutTypes(schema, schema["x-types"] as string[]);
  }
  Object.assign(schemas.RequestId ?? {}, { minLength: 1 });
  pinCodes(document, schemas, errorCodes);
  return document;
}

/** Empty and null locators count as not given. So the required one must be a text of at least one character. */
function requireLocator(schema: Schema): void {
  const names = schema["x-one-of-required"];
  if (!Array.isArray(names)) return;
  schema.anyOf = names.map((name) => ({
    required: [name],
    properties: { [String(name)]: { type: "string", minLength: 1 } },
  }));
}

/** OpenAPI 3.0 has no list of types, and no type `null`. */
function spellOutTypes(schema: JsonObject, types: string[]): void {
  const other = types.filter((type) => type !== "null");
  schema.anyOf = other.map((type) => ({
    ...(type === "array" ? { type, items: {} } : { type }),
    ...(types.includes("null") ? { nullable: true } : {}),
  }));
}

/** Gives each operation and status an envelope of its own, which accepts only the documented codes and messages. */
function pinCodes(document: JsonObject, schemas: Record<string, Schema>, errorCodes: ErrorCodes): void {
  for (const { operationId, definition } of operationsOf(document)) {
    for (const [status, response] of Object.entries(definition.responses as Record<string, JsonObject>)) {
      const media = resolvePointer(response, "#/content/application~1json");
      if (!isObject(media)) continue;
      const name = `${operationId[0]?.toUpperCase()}${operationId.slice(1)}${status}`;
      const envelope = structuredClone(schemas[String(schemaName(response))]);
      const code = envelope?.properties?.code;
      if (!envelope || !code) throw new Error(`${operationId} ${status} has no envelope with a code`);
      const codes = codesOf(errorCodes, operationId, Number(status));
      // An empty enumeration would refuse every answer.
      if (codes.length === 0) throw new Refusal(`${operationId} ${status} has no code in error-codes.yaml`);
      code.enum = codes;
      // In the open contract, a 200 may have another code and then no data. A documented 200 has a code of 0 and data.
      if (status === "200") envelope.required = [...(envelope.required as string[]), "data"];
      // The shared envelope's examples are right for only one of its codes.
      for (const field of Object.values(envelope.properties ?? {})) delete field.example;
      const pattern = messagePattern(errorCodes, operationId, Number(status));
      if (pattern) Object.assign(envelope.properties?.message ?? {}, { pattern });
      schemas[name] = envelope;
      media.schema = { $ref: `#/components/schemas/${name}` };
    }
  }
}

/**
 * A pattern for the documented messages of a status, where `%s` is any text; undefined when no page gives a message.
 */
function messagePattern(errorCodes: ErrorCodes, operationId: string, status: number): string | undefined {
  const rows = errorCodes.business.filter((row) => row.status === status && row.operations.includes(operationId));
  if (rows.every((row) => row.source === "later")) return undefined;
  const texts = rows.map(({ message }) => message.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("%s", "[\\s\\S]+"));
  return `^(?:${texts.join("|")})$`;
}
