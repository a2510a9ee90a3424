import fc, { type Arbitrary } from "fast-check";
import { notWaitedFor } from "../asker.js";
import type { Finding } from "../finding.js";
import type { LayerFailure } from "../layers/layer.js";

/** Something that must hold of every request of a kind. */
export interface Property<Request> {
  readonly operationId: string;
  /** What must hold, in a few words. */
  readonly title: string;
  readonly requests: Arbitrary<Request>;
  /** What is amiss with the answer to one. */
  check(request: Request): Promise<readonly Finding[]>;
  /** A request in one line. */
  show(request: Request): string;
}

/** How often and how long it is tried. */
export interface PropertyRun {
  readonly seed: number;
  readonly runs: number;
  /** Whether what fails is left as it was found, and not made smaller. */
  readonly failFast: boolean;
}

/** Tries a property; resolves to the smallest request that it does not hold of, with what is amiss. */
export async function runProperty<Request>(
  property: Property<Request>,
  run: PropertyRun,
): Promise<LayerFailure | undefined> {
  const { operationId, title, requests, check, show } = property;
  let findings: readonly Finding[] = [];
  const details = await fc.check(
    fc.asyncProperty(requests, async (request) => {
      const found = await check(request);
      // A smaller request that was not sent is no smaller one that fails.
      if (findings.length > 0 && found.includes(notWaitedFor)) return true;
      if (found.length > 0) findings = found;
      return found.length === 0;
    }),
    { seed: run.seed, numRuns: run.runs, endOnFailure: run.failFast },
  );
  if (!details.failed) return undefined;
  const [smallest] = details.counterexample ?? [];
  // What is found last belongs to the last request that failed, which is the smallest one.
  const sent = smallest === undefined ? [] : [{ at: "request", message: shorten(show(smallest)) }];
  return { operationId, title, findings: [...sent, ...findings] };
}

function shorten(line: string): string {
  const text = line.replaceAll(/\s+/g, " ");
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
