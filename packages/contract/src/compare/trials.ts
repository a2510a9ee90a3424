import fc from "fast-check";
import type { DocumentedCase } from "../documented-case.js";
import type { Operation } from "../operation.js";
import { knownNamesOf } from "../properties/known-names.js";
import { validRequests } from "../properties/valid-requests.js";
import { violations } from "../properties/violations.js";

/** A request that is sent to both targets. */
export interface Trial {
  /** In the fixtures' names; what is made up has no answer. */
  readonly documented: DocumentedCase;
  readonly kind: "documented" | "valid" | "refused";
}

/** What trials are made from. */
interface TrialOptions {
  readonly operations: readonly Operation[];
  readonly cases: readonly DocumentedCase[];
  readonly seed: number;
  /** Half of them valid, half with one thing wrong, or more: each way of being wrong is tried. */
  readonly requestsPerOperation: number;
}

/** The documented cases, then made-up requests to each operation: always the same for a seed. */
export function makeTrials({ operations, cases, seed, requestsPerOperation }: TrialOptions): Trial[] {
  const documented = cases.map((one): Trial => ({ documented: one, kind: "documented" }));
  const names = knownNamesOf(cases.filter(({ later }) => !later));
  const made = operations.flatMap((operation) => {
    const anchors = cases
      .filter(({ operationId, status }) => operationId === operation.operationId && status === 200)
      .map(({ request }) => request);
    const half = Math.ceil(requestsPerOperation / 2);
    const valid = fc.sample(validRequests(operation, { names, anchors }), { seed, numRuns: half });
    const wrong = violations(operation, anchors);
    const refused = wrong.flatMap(({ requests }) =>
      fc.sample(requests, { seed, numRuns: Math.ceil(half / wrong.length) }),
    );
    const trial =
      (kind: Trial["kind"]) =>
      (request: DocumentedCase["request"]): Trial => ({
        documented: { ...operation, name: "generated", status: 200, later: false, request, response: {} },
        kind,
      });
    return [...valid.map(({ request }) => request).map(trial("valid")), ...refused.map(trial("refused"))];
  });
  return [...documented, ...made];
}
