import { createAsker } from "../asker.js";
import { operationsOf } from "../operation.js";
import { knownNamesOf } from "../properties/known-names.js";
import { tryOperation } from "../properties/try-operation.js";
import { createWholeOf } from "../properties/whole-of.js";
import type { Layer, LayerContext, LayerFailure, LayerResult } from "./layer.js";

/** Random requests, made from what the contract says of each field. */
export const propertiesLayer: Layer = {
  name: "properties",
  proves:
    "Requests that keep the contract are answered by it, whatever they hold; each that breaks it in one place is " +
    "refused, by the name of the field; what means the same is answered the same; no signature that is wrong is taken.",
  cannot: "It is a sample: another seed may find what this one does not. It counts no points that it cannot list.",
  run: runPropertiesLayer,
};

async function runPropertiesLayer(context: LayerContext): Promise<LayerResult> {
  const { contract, failFast, target } = context;
  const failures: LayerFailure[] = [];
  const asker = createAsker(context);
  const operations = operationsOf(contract);
  const listing = operations.find(({ operationId }) => operationId === "listPoints");
  const trial = {
    context,
    asker,
    names: knownNamesOf(context.cases.map(({ documented }) => documented)),
    wholeOf: listing ? createWholeOf(listing, asker) : async () => undefined,
    fail: (failure: LayerFailure) => failures.push(failure),
    ended: () => failFast && failures.length > 0,
  };
  try {
    for (const operation of operations) await tryOperation(operation, trial);
  } finally {
    asker.close();
  }
  return {
    outcome: failures.length === 0 && asker.count() > 0 ? "kept" : "broken",
    checks: asker.count(),
    failures,
    notTried:
      target.kind === "mock" ? ["valid requests and signatures: a mock answers with examples and verifies none"] : [],
  };
}
