import { isObject, type JsonObject, resolvePointer, toPointer } from "./document.ts";
import { operationsOf } from "./read-contract.ts";

/** A schema of the contract, and where it stands. */
export interface PlacedSchema {
  schema: JsonObject;
  /** JSON pointer, in URI fragment form. */
  pointer: string;
  /** The name of the field or component that it describes, or the entries of which. */
  name: string;
  isField: boolean;
  isItem: boolean;
  /** Whether it is a request's. Every other schema is an answer's. */
  ofRequest: boolean;
}

/** The component schemas, their fields and the entries of their lists, parents first. */
export function* schemasOf(contract: JsonObject): Generator<PlacedSchema> {
  const requests = operationsOf(contract).map(({ definition }) => schemaName(definition.requestBody));
  const components = (resolvePointer(contract, "#/components/schemas") ?? {}) as Record<string, JsonObject>;
  for (const [name, schema] of Object.entries(components))
    yield* descend(schema, ["components", "schemas", name], {
      name,
      isField: false,
      isItem: false,
      ofRequest: requests.includes(name),
    });
}

function* descend(
  schema: JsonObject,
  path: string[],
  place: Omit<PlacedSchema, "schema" | "pointer">,
): Generator<PlacedSchema> {
  yield { schema, pointer: toPointer(path), ...place };
  if (isObject(schema.items)) yield* descend(schema.items, [...path, "items"], { ...place, isItem: true });
  for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, JsonObject>))
    yield* descend(field, [...path, "properties", name], { ...place, name, isField: true, isItem: false });
}

/** The name of the component that is the schema of a JSON body; undefined where the schema is no reference to one. */
export function schemaName(body: unknown): string | undefined {
  const reference = resolvePointer(body as JsonObject, "#/content/application~1json/schema/$ref");
  return typeof reference === "string" ? reference.replace("#/components/schemas/", "") : undefined;
}
