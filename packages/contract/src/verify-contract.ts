import { caseTitle, readDocumentedCases, readFixtureNames } from "./cases/documented-cases.js";
import { assertNames, type Names } from "./cases/names.js";
import { selectCases, triedOf } from "./cases/select-cases.js";
import { measureCoverage } from "./coverage/measure-coverage.js";
import { dreddLayer } from "./dredd/dredd-layer.js";
import { CannotRunError } from "./finding.js";
import type { Layer, LayerContext, LayerName } from "./layer.js";
import type { OnProgress } from "./progress.js";
import { propertiesLayer } from "./properties/properties-layer.js";
import type { Explanation } from "./report/explanations.js";
import { scrubReport } from "./report/redact.js";
import { type CaseReport, isKept, type LayerReport, type Report, reportCase } from "./report/report.js";
import { createExchangeView } from "./report/shown-exchange.js";
import { strictLayer } from "./strict/strict-layer.js";
import { openAnswers, pairsOf, readOperations, readPairs, readStrictContract, schemaOf } from "./strict-contract.js";
import type { Exchange } from "./target/answer.js";
import { assertAnswers } from "./target/assert-answers.js";
import { reachTarget } from "./target/reach-target.js";
import { sentFor } from "./target/sender.js";
import { assertCanSign, parseBaseUrl, type Target, waitForTurn, withoutSlash } from "./target/target.js";

/** Every layer, in the order in which they are run. */
export const layers: readonly Layer[] = [dreddLayer, strictLayer, propertiesLayer];

/** The names of all layers. */
export const allLayers: readonly LayerName[] = layers.map(({ name }) => name);

/**
 * The layers that are to be run, from a list as it is typed: `dredd,strict`; all by default.
 *
 * @throws CannotRunError that lists the layers where there is no such one.
 */
export function chooseLayers(only: string | undefined): readonly LayerName[] {
  if (only === undefined) return allLayers;
  const chosen = only.split(",").map((typed) => typed.trim());
  const unknown = chosen.find((typed) => !allLayers.some((name) => name === typed));
  if (unknown === undefined) return allLayers.filter((name) => chosen.includes(name));
  throw new CannotRunError(`There is no layer "${unknown}": take some of ${allLayers.join(",")}.`);
}

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
  /** Takes how far the run is. */
  readonly onProgress?: OnProgress | undefined;
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
  const pairs = readPairs();
  const documentedCases = readDocumentedCases();
  if (Object.keys(names).length > 0) assertNames(names, readFixtureNames(documentedCases));
  const cases = selectCases(documentedCases, target, names, options.operations);
  await assertCanSign(url, target);
  const paths = [...new Set(pairs.map(({ path }) => path))];
  const timeoutMilliseconds = options.timeoutMilliseconds ?? 10_000;
  const endless = await reachTarget(url, { paths, timeoutMilliseconds, waitForTurn: () => waitForTurn(target) });
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
    timeoutMilliseconds,
    endless,
    answerBudgetMilliseconds: options.answerBudgetMilliseconds ?? 5_000,
    now: options.now ?? (() => new Date()),
    seed: options.seed ?? 1,
    requestsPerOperation: options.requestsPerOperation ?? 200,
    verbose: options.verbose ?? false,
    hookFile: options.hookFile,
    onExchange: (exchange) => exchanges.push(exchange),
  };
  // Where only some operations are tried, that they refuse every request may be the fault to find.
  if (options.operations === undefined) await assertAnswers(context);

  const started = performance.now();
  const reports = await runLayers(layers, context, options.onProgress);
  const coverage = measureCoverage({
    pairs,
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

async function runLayers(
  names: readonly LayerName[],
  context: LayerContext,
  onProgress: OnProgress = () => {},
): Promise<LayerReport[]> {
  const reports: LayerReport[] = [];
  for (const { name, proves, cannot, run } of layers.filter((layer) => names.includes(layer.name))) {
    const started = performance.now();
    const result = await run({ ...context, onAsked: counting(name, context, onProgress) });
    reports.push({ name, proves, cannot, result, milliseconds: performance.now() - started });
    if (context.failFast && result.outcome === "broken") break;
  }
  return reports;
}

/** Counts the requests of a layer; how many the random ones will be, nobody knows before, so operations are counted. */
function counting(name: LayerName, { cases }: LayerContext, onProgress: OnProgress): (operationId: string) => void {
  const operations = readOperations().map(({ operationId }) => operationId);
  const tried = triedOf(cases).length;
  let requests = 0;
  let done = 0;
  return (operationId) => {
    requests += 1;
    if (name !== "properties") return onProgress({ what: name, done: Math.min(requests, tried), total: tried });
    done = Math.max(done, operations.indexOf(operationId));
    onProgress({ what: `${name}, ${requests} requests, operations`, done, total: operations.length });
  };
}

function reportCases(
  context: LayerContext,
  layers: readonly LayerReport[],
  exchanges: readonly Exchange[],
): CaseReport[] {
  const { cases, pairs } = context;
  const show = createExchangeView(context);
  const answers = new Map(
    exchanges.flatMap(({ documented, answer }) => (documented ? [[caseTitle(documented), answer] as const] : [])),
  );
  return cases.map(({ documented, notTried }) => {
    const title = caseTitle(documented);
    const verdicts = layers.flatMap(({ name, result }) =>
      result.cases ? [{ layer: name, verdict: result.cases.get(title) }] : [],
    );
    const reason = verdicts.length === 0 ? "no layer that was run tries the documented cases" : notTried;
    const answer = answers.get(title);
    const one = reportCase(documented, notTried || reason, { verdicts, answer, schema: schemaOf(pairs, documented) });
    if (one.outcome !== "failed") return one;
    const noAnswer = one.findings.find(({ at }) => at === "answer")?.message;
    return { ...one, asked: show({ ...sentFor(documented, context.target), answer, noAnswer }) };
  });
}
