import { isObject, type Json, type JsonObject, member } from "./json.js";
import { type ContractPair, pairsOf } from "./strict-contract.js";

/**
 * What Dredd is to read of a contract without references: the given pairs with their examples, and no other status.
 * Schemas are left out: Dredd checks none of OpenAPI 3 (`expected.bodySchema` stays undefined, so each transaction is
 * given its own), yet parses them, which takes half of a run and yields some 200 warnings of words it does not know.
 */
export function dreddContract(contract: JsonObject, pairs: readonly ContractPair[]): JsonObject {
  const { securitySchemes = {} } = member(contract, "components");
  const reduced = withoutSchemas({ ...contract, components: { securitySchemes } }) as JsonObject;
  for (const { path, status } of pairsOf(contract)) {
    const own = pairs.filter((pair) => pair.path === path);
    // Of a path without answers Dredd would make a transaction all the same.
    if (own.length === 0) delete member(reduced, "paths")[path];
    else if (!own.some((pair) => pair.status === status)) {
      delete member(member(member(member(reduced, "paths"), path), "post"), "responses")[status];
    }
  }
  return reduced;
}

function withoutSchemas(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSchemas);
  if (!isObject(value)) return value;
  const { schema: _schema, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withoutSchemas(inner)]));
}
