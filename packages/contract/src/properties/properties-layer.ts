import { type JsonObject, member } from "../json.js";
import type { Layer, LayerContext, LayerFailure, LayerResult } from "../layer.js";
import { invalidRequest } from "../strict/expectation.js";
import { largestPage } from "../strict/rules/points.js";
import { pointsOf } from "../strict/rules/rule.js";
import { type Operation, readOperations } from "../strict-contract.js";
import { type Asker, createAsker, isUntried } from "../target/asker.js";
import { answersAlike, answersValid, type Property, refusesViolations, runProperty } from "./operation-properties.js";
import { otherNames, tryOtherName } from "./other-names.js";
import { checkOutside, outside, unreadable } from "./refusals.js";
import { trySignatures } from "./signatures/try-signatures.js";
import { tryOtherCollections } from "./tenants/other-collections.js";
import { tryPermissions } from "./tenants/try-permissions.js";
import { requestsOf, type Trial, type WholeOf } from "./trial.js";
import { knownNamesOf } from "./valid-requests.js";

/** Random requests, made from what the contract says of each field. */
export const propertiesLayer: Layer = {
  name: "properties",
  proves:
    "Requests that keep the contract are answered by it, whatever they hold; each that breaks it in one place is " +
    "refused, by the name of the field; what means the same is answered the same; no signature that is wrong in any " +
    "part of it is taken, and what real signers sign is; nothing is told of what a key may not read.",
  cannot: "It is a sample: another seed may find what this one does not. It counts no points that it cannot list.",
  run: runPropertiesLayer,
};

async function runPropertiesLayer(context: LayerContext): Promise<LayerResult> {
  const { failFast, target } = context;
  const failures: LayerFailure[] = [];
  const asker = createAsker(context);
  const operations = readOperations();
  const listing = operations.find(({ operationId }) => operationId === "listPoints");
  const leftOut = new Set(
    target.kind === "mock" ? ["valid requests and signatures: a mock answers with examples and verifies none"] : [],
  );
  const trial: Trial = {
    context,
    asker,
    names: knownNamesOf(context.cases.map(({ documented }) => documented)),
    wholeOf: listing ? createWholeOf(listing, asker) : async () => undefined,
    // What could not be tried is told once, at the end.
    fail: (failure) =>
      void (isUntried(failure.findings) || failures.push({ asked: asker.recall().slice(-1), ...failure })),
    ended: () => failFast && failures.length > 0,
    leaveOut: (what) => leftOut.add(what),
  };
  try {
    for (const operation of operations) await tryOperation(operation, trial);
  } finally {
    asker.close();
  }
  failures.push(...asker.untried());
  return {
    outcome: failures.length === 0 && asker.count() > 0 ? "kept" : "broken",
    checks: asker.count(),
    failures,
    notTried: [...leftOut],
  };
}

/**
 * For a hundred requests to an operation, so many of each kind; alike ones go in twos, and each way of breaking the
 * contract is tried at least twice. Requests that are refused for their bytes come on top.
 */
const shares = { valid: 40, alike: 15, violations: 60 };

/** Tries one operation with made-up requests. */
async function tryOperation(operation: Operation, trial: Trial): Promise<void> {
  const { context, asker, names, wholeOf, fail, ended } = trial;
  const { target, requestsPerOperation, seed, failFast } = context;
  const mock = target.kind === "mock";
  const decisions = target.kind === "server";
  const runs = (share: number, of = 1) => Math.max(2, Math.ceil((requestsPerOperation * share) / 100 / of));
  const hold = async <Request>(property: Property<Request>, count: number) => {
    if (ended()) return;
    const failure = await runProperty(property, { seed, runs: count, failFast, asker });
    if (failure) fail(failure);
  };

  const anchors = requestsOf(context, operation, 200);
  const [request] = anchors;
  if (request === undefined) return;
  if (!mock) {
    await hold(answersValid(operation, { names, anchors }, asker, wholeOf), runs(shares.valid));
    await hold(answersAlike(operation, anchors, asker, decisions), runs(shares.alike));
  }
  for (const other of decisions ? otherNames(operation, anchors, names) : []) {
    if (ended()) break;
    asker.forget();
    const failure = await tryOtherName(operation, other, asker);
    if (failure.findings.length > 0) fail({ ...failure, asked: asker.recall() });
  }
  const violations = refusesViolations(operation, anchors, asker, decisions);
  for (const property of violations) await hold(property, runs(shares.violations, violations.length));

  if (!mock) await tryOtherCollections(operation, trial);
  if (decisions) await tryPermissions(operation, request, trial, target);
  if (decisions || mock) await tryUnreadable(operation, request, trial);
  if (decisions) await tryOutside(operation, trial);
  // The longest list comes last: a run that ends at the first failure has mostly ended before it.
  if (!mock) await trySignatures(operation, request, trial, target);
}

async function tryUnreadable(operation: Operation, request: JsonObject, trial: Trial): Promise<void> {
  const { asker, fail, ended } = trial;
  for (const { what, body, headers } of unreadable(request)) {
    if (ended()) return;
    const send = () => asker.sender.sendSigned(operation.path, body, { headers });
    const { findings } = await asker.hold(operation, { body, send }, invalidRequest);
    if (findings.length > 0) fail({ operationId: operation.operationId, title: `${what} is refused`, findings });
  }
}

async function tryOutside(operation: Operation, { asker, fail, ended }: Trial): Promise<void> {
  for (const request of outside(operation)) {
    if (ended()) return;
    const { method, path } = request;
    const findings = await asker.askOutside(operation, request, (answer) => checkOutside(request, answer));
    if (findings.length > 0)
      fail({ operationId: operation.operationId, title: `${method} ${path} is refused`, findings });
  }
}

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
