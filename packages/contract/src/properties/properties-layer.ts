import { type JsonObject, member } from "../json.js";
import type { Layer, LayerContext, LayerFailure, LayerResult } from "../layer.js";
import { largestPage } from "../strict/rules/points.js";
import { pointsOf } from "../strict/rules/rule.js";
import { type Operation, operationsOf } from "../strict-contract.js";
import { type Asker, createAsker } from "../target/asker.js";
import type { WholeOf } from "./operation-properties.js";
import { tryOperation } from "./try-operation.js";
import { knownNamesOf } from "./valid-requests.js";

/** A larger collection is not known as a whole. */
const mostPages = 5;

/** Lists the points of each collection once, as soon as they are asked for. */
function createWholeOf(operation: Operation, asker: Asker): WholeOf {
  const known = new Map<string, Promise<readonly JsonObject[] | undefined>>();
  return (request) => {
    const { collection_name = null, project = null, resource_id = null, pipeline_name } = request;
    // Another pipeline may have cut the documents otherwise.
    if (pipeline_name) return Promise.resolve(undefined);
    const place = resource_id ? { resource_id } : { collection_name, project };
    const key = JSON.stringify(place);
    const whole = known.get(key) ?? listAll(place);
    known.set(key, whole);
    return whole;
  };

  async function listAll(place: JsonObject): Promise<readonly JsonObject[] | undefined> {
    const points: JsonObject[] = [];
    for (let page = 0; page < mostPages; page += 1) {
      const request = { ...place, offset: points.length, limit: largestPage };
      const { body, findings } = await asker.ask(operation, request);
      const { total_num: total } = member(body, "data");
      if (findings.length > 0 || typeof total !== "number") return undefined;
      points.push(...pointsOf(body));
      if (points.length >= total) return points;
    }
    return undefined;
  }
}

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
