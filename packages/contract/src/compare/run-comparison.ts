import fc from "fast-check";
import { type DocumentedCase, readDocumentedCases, readFixtureNames } from "../cases/documented-cases.js";
import { assertNames, type Names } from "../cases/names.js";
import { selectCases } from "../cases/select-cases.js";
import { CannotRunError } from "../finding.js";
import type { OnProgress } from "../progress.js";
import { knownNamesOf, validRequests } from "../properties/valid-requests.js";
import { violations } from "../properties/violations.js";
import { type Operation, readOperations } from "../strict-contract.js";
import { type Answer, tooMany } from "../target/answer.js";
import { assertAnswers } from "../target/assert-answers.js";
import { reachTarget } from "../target/reach-target.js";
import { createSender } from "../target/sender.js";
import { assertCanSign, parseBaseUrl, type Target, waitForTurn, withoutSlash } from "../target/target.js";
import { compareShapes, type ShapeDifference } from "./compare-shapes.js";

/** A request that is sent to both targets. */
interface Trial {
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
function makeTrials({ operations, cases, seed, requestsPerOperation }: TrialOptions): Trial[] {
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

/** One of the two targets. */
export interface Side {
  readonly baseUrl: string;
  readonly target: Target;
  /** See `VerifyOptions`. */
  readonly names?: Names | undefined;
}

/** How two targets are compared. */
interface ComparisonOptions {
  readonly seed: number;
  readonly requestsPerOperation: number;
  readonly timeoutMilliseconds: number;
  /** Whether the messages of refusals are compared too. */
  readonly wording?: boolean | undefined;
  readonly now?: (() => Date) | undefined;
  /** Takes how far it is. */
  readonly onProgress?: OnProgress | undefined;
}

/** What came of one request that was sent to both. */
export interface ComparedTrial {
  readonly operationId: string;
  /** Of the documented case; `generated` where the request was made up. */
  readonly name: string;
  /** As JSON, in the fixtures' names. */
  readonly request: string;
  readonly differences: readonly ShapeDifference[];
  /** Both answers together. */
  readonly milliseconds: number;
}

/** One of the two targets, as it was compared. */
export interface ComparedTarget {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly target: Target["kind"];
}

/** What came of a comparison. */
export interface Comparison {
  readonly first: ComparedTarget;
  readonly second: ComparedTarget;
  readonly seed: number;
  readonly compared: readonly ComparedTrial[];
  /** Requests that one of the two could not be asked. */
  readonly notTried: readonly NotTried[];
  readonly milliseconds: number;
}

/** A request that was not sent. */
interface NotTried {
  readonly operationId: string;
  readonly name: string;
  /** See `ComparedTrial`. */
  readonly request: string;
  readonly reason: string;
  /** Whether it is a case that two servers with all resources would have been compared by. */
  readonly lacking: boolean;
}

/**
 * Sends the same requests to two targets, the documented ones and made-up ones, and compares the answers.
 * Rejects with a CannotRunError where one of them cannot be tried at all, ends to answer, or answers that there were
 * too many requests.
 */
export async function runComparison(first: Side, second: Side, options: ComparisonOptions): Promise<Comparison> {
  const started = performance.now();
  const cases = readDocumentedCases();
  const operations = readOperations();
  const { seed, requestsPerOperation, wording = false } = options;
  const trials = makeTrials({ operations, cases, seed, requestsPerOperation });
  for (const { names = {} } of [first, second]) assertNames(names, readFixtureNames(cases));
  const [one, other] = [openSide(first, trials, options), openSide(second, trials, options)];
  const compared: ComparedTrial[] = [];
  const notTried: NotTried[] = [];
  try {
    const paths = operations.map(({ path }) => path);
    for (const side of [one, other]) await side.reach(paths);
    for (const [index, { documented, kind }] of trials.entries()) {
      const { operationId, name } = documented;
      options.onProgress?.({ what: "requests to both", done: index, total: trials.length });
      const request = JSON.stringify(documented.request);
      const reason = one.whyNot(index) || other.whyNot(index);
      if (reason !== "") {
        notTried.push({ operationId, name, request, reason, lacking: kind === "documented" && !documented.later });
        continue;
      }
      const answers = [await one.ask(index), await other.ask(index)] as const;
      compared.push({
        ...{ operationId, name, request },
        differences: compareShapes(...answers, { wording, expectsFailure: documented.status >= 500 }),
        milliseconds: answers.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0),
      });
    }
  } finally {
    one.close();
    other.close();
  }
  const milliseconds = performance.now() - started;
  return { first: one.compared, second: other.compared, seed, compared, notTried, milliseconds };
}

function openSide({ baseUrl, target, names = {} }: Side, trials: readonly Trial[], options: ComparisonOptions) {
  const { timeoutMilliseconds, now = () => new Date() } = options;
  const url = parseBaseUrl(baseUrl);
  const base = withoutSlash(url);
  const selected = selectCases(
    trials.map(({ documented }) => documented),
    target,
    names,
  );
  const sender = createSender({ url, target, timeoutMilliseconds, now });
  const isMock = target.kind === "mock";

  /** A mock is told which documented answer to give, and of a made-up request only whether it is valid. */
  const send = async (index: number): Promise<Answer> => {
    const { documented } = selected[index] ?? {};
    if (documented === undefined) throw new Error(`There is no trial ${index}.`);
    if (!isMock || trials[index]?.kind === "documented") return sender.sendCase(documented);
    return sender.sendSigned(documented.path, JSON.stringify(documented.request));
  };
  return {
    compared: { baseUrl: base, target: target.kind },
    async reach(paths: readonly string[]) {
      await assertCanSign(url, target);
      const endless = await reachTarget(url, { paths, timeoutMilliseconds, waitForTurn: () => waitForTurn(target) });
      // Two that refuse every request alike do not differ, which says nothing of them.
      const cases = selected.filter((_one, index) => trials[index]?.kind === "documented");
      await assertAnswers({ url, target, cases, timeoutMilliseconds, now, endless });
    },
    whyNot(index: number): string {
      if (isMock && trials[index]?.kind === "valid") return "a mock answers a made-up request with any example";
      return selected[index]?.notTried ?? "";
    },
    async ask(index: number) {
      const answer = await send(index).catch((error: Error) => {
        throw new CannotRunError(`${base} does not answer any more: ${error.message}.`, { cause: error });
      });
      if (answer.status !== tooMany || trials[index]?.documented.status === tooMany) return answer;
      throw new CannotRunError(
        `${base} answers ${tooMany}, too many requests: send fewer a second (--rate), or give it a higher quota.`,
      );
    },
    close: () => sender.close(),
  };
}
