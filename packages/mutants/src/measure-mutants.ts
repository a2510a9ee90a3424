import {
  allLayers,
  CannotRunError,
  type LayerName,
  type OnProgress,
  parseBaseUrl,
  type Report,
  readTriedContract,
  type VerifyOptions,
  verifyContract,
} from "@viking-kb/contract";
import { startAnswerProxy } from "./answer-proxy.js";
import { chooseMutants, deriveHarmlessVariants, deriveMutants, type MutantChoice } from "./derive/derive-mutants.js";
import type { Mutant } from "./mutant.js";
import { type GoodServer, startMutantProxy } from "./mutant-proxy.js";

/** What came of one mutant. */
export interface MutantResult extends Pick<Mutant, "id" | "group" | "description"> {
  /** Whether any answer of its runs was changed. Where none was, nothing could be found. */
  readonly reached: boolean;
  /** What each layer that noticed said first. */
  readonly caught: Readonly<Partial<Record<LayerName, string>>>;
}

/** Has each layer, alone, verify what a mutant before a good server answers. */
async function tryMutant(
  server: GoodServer,
  { layers = [], ...options }: VerifyOptions,
  mutant: Mutant,
): Promise<MutantResult> {
  const { id, group, description } = mutant;
  const proxy = await startMutantProxy(server, mutant);
  const caught: Partial<Record<LayerName, string>> = {};
  try {
    for (const layer of layers) {
      const report = await verifyContract(proxy.url, { ...options, layers: [layer] });
      if (!report.kept) caught[layer] = firstFinding(report);
    }
  } catch (error) {
    throw new CannotRunError(`The mutant ${id} cannot be tried: ${(error as Error).message}`, { cause: error });
  } finally {
    await proxy.close();
  }
  return { id, group, description, reached: proxy.changed() > 0, caught };
}

/** What is wrong first, in words. */
function firstFinding({ layers }: Report): string {
  for (const { name, result } of layers) {
    if (result.outcome !== "broken") continue;
    const [failure] = result.failures;
    const [finding] = failure?.findings ?? [];
    return failure
      ? `${failure.operationId} ${failure.title}: ${finding?.at} ${finding?.message}`
      : `${name} is broken`;
  }
  return "nothing was tried";
}

/** How the mutants of a good server are measured. */
export interface MeasureOptions
  extends Pick<VerifyOptions, "target" | "names" | "layers" | "seed" | "now">,
    MutantChoice {
  /** Random requests to each operation, in each run; 40 by default. */
  readonly requestsPerOperation?: number | undefined;
  /** How long one answer may take; 2 s by default. Late mutants take twice as long. */
  readonly answerBudgetMilliseconds?: number | undefined;
  /** How many mutants are tried at a time; 3 by default. */
  readonly atATime?: number | undefined;
  /** Takes how many were tried, harmless variants included. */
  readonly onProgress?: OnProgress | undefined;
}

/** What came of the mutants before a good server. */
export interface Measurement {
  readonly baseUrl: string;
  readonly layers: readonly LayerName[];
  readonly seed: number;
  readonly requestsPerOperation: number;
  /** Whether every mutant was tried by every layer. */
  readonly whole: boolean;
  readonly mutants: readonly MutantResult[];
  /** What is caught here is a false alarm. None where mutants were chosen by their ids. */
  readonly harmless: readonly MutantResult[];
  readonly milliseconds: number;
}

/**
 * Puts one mutant after the other before a good server and has each layer, alone, verify what it sees. Harmless
 * variants are tried in every operation, or in one each where there is a sample only.
 * Rejects with a CannotRunError where the server cannot be tried, or is not good without a mutant, be it called by
 * itself or through a proxy that changes nothing.
 */
export async function measureMutants(baseUrl: string, options: MeasureOptions): Promise<Measurement> {
  const { target, names = {}, layers = allLayers, seed = 1, now = () => new Date(), filter, sample } = options;
  const { requestsPerOperation = 40, answerBudgetMilliseconds = 2_000, atATime = 3 } = options;
  const started = performance.now();
  // Below what late mutants take, so that no layer waits for one to the end.
  const timeoutMilliseconds = answerBudgetMilliseconds * 1.5;
  const limits = { requestsPerOperation, timeoutMilliseconds, answerBudgetMilliseconds };
  const verifyOptions: VerifyOptions = { target, names, seed, now, layers, ...limits };
  await assertGood(baseUrl, verifyOptions);

  const contract = readTriedContract(target, names);
  const operations = contract.operations.map(({ operationId }) => operationId);
  const all = deriveMutants(contract, answerBudgetMilliseconds);
  const chosen = chooseMutants(all, { filter, sample });
  const variants = filter === undefined ? deriveHarmlessVariants(contract, answerBudgetMilliseconds) : [];
  const server: GoodServer = { url: parseBaseUrl(baseUrl), target, now };
  let done = 0;
  const noted = async <Result>(trial: Promise<Result>): Promise<Result> => {
    const result = await trial;
    done += 1;
    options.onProgress?.({ what: "mutants", done, total: chosen.length + variants.length });
    return result;
  };
  const tryFault = (mutant: Mutant) =>
    noted(tryMutant(server, { ...verifyOptions, operations: [mutant.operationId], failFast: true }, mutant));
  const tryVariant = (variant: Mutant, index: number) => {
    const own = sample === undefined ? undefined : operations.slice(index % operations.length).slice(0, 1);
    return noted(tryMutant(server, { ...verifyOptions, operations: own }, variant));
  };
  return {
    baseUrl,
    layers,
    seed,
    requestsPerOperation,
    whole: chosen.length === all.length && layers.length === allLayers.length,
    mutants: await inParallel(chosen, atATime, tryFault),
    harmless: await inParallel(variants, atATime, tryVariant),
    milliseconds: performance.now() - started,
  };
}

/** What a mutant is caught by would mean nothing where the server is caught without one. */
async function assertGood(baseUrl: string, options: VerifyOptions): Promise<void> {
  // Mutants are proxies: a server that is refused behind any proxy would make each of them look caught.
  const proxy = await startAnswerProxy(parseBaseUrl(baseUrl), (answer) => answer);
  const behindProxy = await verifyContract(proxy.url, options)
    .then((report) => (report.kept ? "" : firstFinding(report)), whatCannotRun)
    .finally(() => proxy.close());
  if (behindProxy === "") return;
  const report = await verifyContract(baseUrl, options);
  if (!report.kept) {
    throw new CannotRunError(
      `${report.baseUrl} does not keep the contract without a mutant (${firstFinding(report)}): mend it first.`,
    );
  }
  throw new CannotRunError(
    `${report.baseUrl} keeps the contract, but not behind a proxy that changes nothing (${behindProxy}): nothing on the way may change the request or its Host, nor refuse a Host that is another.`,
  );
}

function whatCannotRun(error: unknown): string {
  if (error instanceof CannotRunError) return error.message.replace(/\.$/, "");
  throw error;
}

async function inParallel<Item, Result>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const workOff = async () => {
    // From the end: the slow ones stand there, and would otherwise run alone at last.
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      results[next[0]] = await work(next[1], next[0]);
    }
  };
  await Promise.all(Array.from({ length: atATime }, workOff));
  return results;
}
