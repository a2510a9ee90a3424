import type { LayerContext, LayerFailure } from "../layer.js";
import type { Operation } from "../strict-contract.js";
import type { Asker } from "../target/asker.js";
import {
  answersAlike,
  answersValid,
  type Property,
  refusesViolations,
  runProperty,
  type WholeOf,
} from "./operation-properties.js";
import { checkOutside, outside } from "./outside.js";
import { type Refused, unreadable, unsigned } from "./refusals.js";
import type { KnownNames } from "./valid-requests.js";

/** With what an operation is tried. */
export interface OperationTrial {
  readonly context: LayerContext;
  readonly asker: Asker;
  readonly names: KnownNames;
  readonly wholeOf: WholeOf;
  /** Takes what failed. */
  fail(failure: LayerFailure): void;
  /** Whether to try nothing further. */
  ended(): boolean;
}

/**
 * For a hundred requests to an operation, so many of each kind; alike ones go in twos, and each way of breaking the
 * contract is tried twice at least: with those that are refused for their bytes it comes to a little more.
 */
const shares = { valid: 40, alike: 15, violations: 60 };

/** Tries one operation with made-up requests. */
export async function tryOperation(operation: Operation, trial: OperationTrial): Promise<void> {
  const { context, asker, names, wholeOf, fail, ended } = trial;
  const { target, requestsPerOperation, seed, failFast } = context;
  const mock = target.kind === "mock";
  const decisions = target.kind === "server";
  const runs = (share: number, of = 1) => Math.max(2, Math.ceil((requestsPerOperation * share) / 100 / of));
  const hold = async <Request>(property: Property<Request>, count: number) => {
    if (ended()) return;
    const failure = await runProperty(property, { seed, runs: count, failFast });
    if (failure) fail(failure);
  };

  const anchors = context.cases
    .filter(({ documented, notTried }) => notTried === "" && documented.operationId === operation.operationId)
    .filter(({ documented: { status } }) => status === 200)
    .map(({ documented }) => documented.request);
  const [request] = anchors;
  if (request === undefined) return;
  if (!mock) {
    await hold(answersValid(operation, { names, anchors }, asker, wholeOf), runs(shares.valid));
    await hold(answersAlike(operation, anchors, asker, decisions), runs(shares.alike));
  }
  const violations = refusesViolations(operation, anchors, asker, decisions);
  for (const property of violations) await hold(property, runs(shares.violations, violations.length));

  const refused = target.kind === "mock" ? [] : unsigned(operation, request, context, target);
  const all = [...refused, ...unreadable(operation, request, context, target)];
  for (const one of all.filter(({ decision }) => decisions || mock || !decision)) {
    if (!ended()) await tryRefused(operation, one, trial);
  }
  if (decisions) await tryOutside(operation, trial);
}

async function tryRefused(operation: Operation, one: Refused, { asker, fail }: OperationTrial): Promise<void> {
  const { what, expected, body } = one;
  const sent = { method: "POST", body, send: () => one.send(asker.sender) };
  const { findings } = await asker.hold(operation, sent, expected);
  if (findings.length > 0) fail({ operationId: operation.operationId, title: `${what} is refused`, findings });
}

async function tryOutside(operation: Operation, { asker, fail, ended }: OperationTrial): Promise<void> {
  for (const request of outside(operation)) {
    if (ended()) return;
    const { method, path } = request;
    const findings = await asker
      .sendOutside(method, path)
      .then((answer) => checkOutside(request, answer))
      .catch((error: Error) => [{ at: "answer", message: `did not come: ${error.message}` }]);
    if (findings.length > 0) {
      fail({ operationId: operation.operationId, title: `${method} ${path} is refused`, findings });
    }
  }
}
