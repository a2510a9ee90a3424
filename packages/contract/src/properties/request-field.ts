import { isObject, type Json, type JsonObject, member } from "../json.js";
import type { Operation } from "../strict-contract.js";

/** A field of an operation's request, as the contract describes it. */
export interface RequestField {
  readonly name: string;
  readonly type: "string" | "integer" | "boolean" | "array";
  readonly required: boolean;
  readonly nullable: boolean;
  readonly schema: JsonObject;
}

/** The fields of an operation's request, in the contract's order. */
export function fieldsOf({ requestSchema }: Operation): RequestField[] {
  const { required } = requestSchema;
  return Object.entries(member(requestSchema, "properties")).flatMap(([name, schema]) =>
    isObject(schema)
      ? [
          {
            name,
            type: schema.type as RequestField["type"],
            required: Array.isArray(required) && required.includes(name),
            nullable: schema.nullable === true,
            schema,
          },
        ]
      : [],
  );
}

/** The fields of which one must be given. */
export function locatorsOf({ requestSchema }: Operation): string[] {
  return textsOf(requestSchema["x-one-of-required"]);
}

/** A number that a schema gives, or a stand-in. */
export function numberOf(schema: JsonObject, keyword: string, otherwise: number): number {
  const value = schema[keyword];
  return typeof value === "number" ? value : otherwise;
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
