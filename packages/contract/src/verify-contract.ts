import { assertAnswers } from "./assert-answers.js";
import { parseBaseUrl, withoutSlash } from "./base-url.js";
import { openAnswers } from "./cloud/open-answers.js";
import { measureCoverage } from "./coverage/measure-coverage.js";
import { caseTitle, readDocumentedCases } from "./documented-case.js";
import type { Exchange } from "./exchange.js";
import { readFixtureNames } from "./fixture-names.js";
import type { LayerContext, LayerName } from "./layers/layer.js";
import { allLayers, layers as knownLayers } from "./layers/layers.js";
import { assertNames, type Names } from "./names.js";
import { reachTarget } from "./reach-target.js";
import { scrubReport } from "./redact.js";
import type { Explanation } from "./report/explanations.js";
import { type CaseReport, isKept, type LayerReport, type Report, reportCase } from "./report.js";
import { selectCases } from "./select-cases.js";
import { assertCanSign } from "./sign-for-target.js";
import { pairsOf, readBusinessCodes, readStrictContract, schemaOf } from "./strict-contract.js";
import { type Target, waitForTurn } from "./target.js";

/** How a target is verified. */
export interface VerifyOptions {
  readonly target: Target;
  /** The target's own names for what the cases name; the fixtures' names by default. Not for a mock. */
  readonly names?: Names | undefined;
  /** The layers to run; all by default. */
  readonly layers?: readonly LayerName[] | undefined;
  /** The operations whose cases are tried; all by default. */
  readonly operations?: readonly string[] | undefined;
  /** Whether to end at the first failure; not by default. */
  readonly failFast?: boolean | undefined;
  /** Of the random requests; 1 by default. */
  readonly seed?: number | undefined;
  /** Random requests to each operation; 200 by default. */
  readonly requestsPerOperation?: number | undefined;
  /** Per cent of the schema branches that must be seen, those explained left out; none by default. */
  readonly coverage?: number | undefined;
  /** Schema branches that the target cannot be made to show, and why; none by default. */
  readonly explained?: readonly Explanation[] | undefined;
  /** How long to wait for one answer; 10 s by default. */
  readonly timeoutMilliseconds?: number | undefined;
  /** How long one answer may take before that is a fault; 5 s by default. */
  readonly answerBudgetMilliseconds?: number | undefined;
  /** Lets Dredd write its log to stderr, signatures and links redacted. */
  readonly verbose?: boolean | undefined;
  /** The clock that requests are signed by; the real one by default. */
  readonly now?: (() => Date) | undefined;
  /** CommonJS file that Dredd takes its hooks from; ours by default. */
  readonly hookFile?: string | undefined;
}

/**
 * Holds what answers at a base URL to the contract, layer by layer, and resolves to what came of each.
 * Rejects with a CannotRunError where the target cannot be tried at all: a base URL that is none, a key that cannot
 * sign or is refused everywhere, names that no case uses, nothing listening, a path at which no operation is known,
 * nothing there of what the cases name, no case left to try, a contract that Dredd cannot read.
 */
export async function verifyContract(baseUrl: string, options: VerifyOptions): Promise<Report> {
  const { target, names = {}, layers = allLayers, failFast = false } = options;
  const url = parseBaseUrl(baseUrl);
  const contract = readStrictContract();
  const pairs = pairsOf(contract);
  const documentedCases = readDocumentedCases(pairs);
  if (Object.keys(names).length > 0) assertNames(names, readFixtureNames(documentedCases));
  const cases = selectCases(documentedCases, target, names, options.operations);
  const exchanges: Exchange[] = [];
  const heldTo = target.kind === "cloud" ? openAnswers(contract) : contract;
  const context: LayerContext = {
    url,
    target,
    contract: heldTo,
    pairs: pairsOf(heldTo),
    cases,
    names,
    failFast,
    timeoutMilliseconds: options.timeoutMilliseconds ?? 10_000,
    answerBudgetMilliseconds: options.answerBudgetMilliseconds ?? 5_000,
    now: options.now ?? (() => new Date()),
    seed: options.seed ?? 1,
    requestsPerOperation: options.requestsPerOperation ?? 200,
    verbose: options.verbose ?? false,
    hookFile: options.hookFile,
    onExchange: (exchange) => exchanges.push(exchange),
  };
  await assertCanSign(url, target);
  const paths = [...new Set(pairs.map(({ path }) => path))];
  const { timeoutMilliseconds } = context;
  await reachTarget(url, { paths, timeoutMilliseconds, waitForTurn: () => waitForTurn(target) });
  // That a few operations refuse every request may be the very fault that is looked for.
  if (options.operations === undefined) await assertAnswers(context);

  const started = performance.now();
  const reports = await runLayers(layers, context);
  const coverage = measureCoverage({
    contract,
    pairs,
    table: readBusinessCodes(),
    cases,
    exchanges,
    explained: options.explained ?? [],
    percent: options.coverage,
  });
  const report: Report = {
    baseUrl: withoutSlash(url),
    target: target.kind,
    cases: reportCases(context, reports, exchanges),
    layers: reports,
    hooksRan: reports.reduce((sum, { result }) => sum + (result.hooksRan ?? 0), 0),
    coverage,
    kept: isKept(reports) && coverage.gate?.reached !== false,
    seed: context.seed,
    milliseconds: performance.now() - started,
  };
  return scrubReport(report, target);
}

async function runLayers(names: readonly LayerName[], context: LayerContext): Promise<LayerReport[]> {
  const reports: LayerReport[] = [];
  for (const { name, proves, cannot, run } of knownLayers.filter((layer) => names.includes(layer.name))) {
    const started = performance.now();
    const result = await run(context);
    reports.push({ name, proves, cannot, result, milliseconds: performance.now() - started });
    if (context.failFast && result.outcome === "broken") break;
  }
  return reports;
}

function reportCases(
  { cases, pairs }: LayerContext,
  layers: readonly LayerReport[],
  exchanges: readonly Exchange[],
): CaseReport[] {
  const answers = new Map(
    exchanges.flatMap(({ documented, answer }) => (documented ? [[caseTitle(documented), answer] as const] : [])),
  );
  return cases.map(({ documented, notTried }) => {
    const title = caseTitle(documented);
    const verdicts = layers.flatMap(({ name, result }) =>
      result.cases ? [{ layer: name, verdict: result.cases.get(title) }] : [],
    );
    const reason = verdicts.length === 0 ? "no layer that was run tries the documented cases" : notTried;
    const record = { verdicts, answer: answers.get(title), schema: schemaOf(pairs, documented) };
    return reportCase(documented, notTried || reason, record);
  });
}
