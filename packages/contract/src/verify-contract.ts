import { parseBaseUrl, withoutSlash } from "./base-url.js";
import { CannotRunError } from "./cannot-run-error.js";
import { createAnswerCheck } from "./check-answer.js";
import { type DocumentedCase, readDocumentedCases } from "./documented-case.js";
import { dreddContract } from "./dredd-contract.js";
import { toJsonSchema } from "./json-schema.js";
import { reachTarget } from "./reach-target.js";
import { isKept, type Report, reportCase } from "./report.js";
import { runCases } from "./run-cases.js";
import { assertCanSign } from "./sign-for-target.js";
import { pairsOf, readBusinessCodes, readStrictContract } from "./strict-contract.js";
import type { Target } from "./target.js";

/** How a target is verified. */
export interface VerifyOptions {
  readonly target: Target;
  /** How long one answer may take; 10 s by default. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Lets Dredd write its log to stderr, signatures and links redacted. */
  readonly verbose?: boolean | undefined;
  /** The clock that requests are signed by; the real one by default. */
  readonly now?: (() => Date) | undefined;
  /** CommonJS file that Dredd takes its hooks from; ours by default. */
  readonly hookFile?: string | undefined;
}

/**
 * Tries every documented case on a base URL, in Dredd and in the strict checker, and resolves to what came of each.
 * Rejects with a CannotRunError where the target cannot be tried at all: a base URL that is none, a key that cannot
 * sign, nothing listening, a path at which no operation is known, a contract that Dredd cannot read.
 */
export async function verifyContract(baseUrl: string, options: VerifyOptions): Promise<Report> {
  const { target, timeoutMilliseconds = 10_000, verbose = false, now = () => new Date(), hookFile } = options;
  const url = parseBaseUrl(baseUrl);
  const contract = readStrictContract();
  const pairs = pairsOf(contract);
  const cases = readDocumentedCases(pairs);
  await assertCanSign(url, target);
  await reachTarget(url, { paths: [...new Set(pairs.map(({ path }) => path))], timeoutMilliseconds });

  const isTried = ({ later }: { later: boolean }) => target.kind === "mock" || !later;
  const pairOf = ({ path, status }: DocumentedCase) =>
    pairs.find((pair) => pair.path === path && pair.status === status);
  const started = performance.now();
  const record = await runCases({
    url,
    target,
    cases: cases.filter(isTried),
    contract: dreddContract(contract, pairs.filter(isTried)),
    bodySchemaOf: (documented) => toJsonSchema(pairOf(documented)?.schema ?? {}, false),
    check: createAnswerCheck(pairs, readBusinessCodes()),
    timeoutMilliseconds,
    verbose,
    now,
    hookFile,
  }).catch((error: Error) => {
    throw new CannotRunError(`Dredd cannot run the contract: ${error.message}.`, { cause: error });
  });
  const reports = cases.map((documented) => reportCase(documented, isTried(documented), record));
  return {
    baseUrl: withoutSlash(url),
    target: target.kind,
    cases: reports,
    hooksRan: record.hooksRan,
    kept: isKept(reports, record.hooksRan),
    milliseconds: performance.now() - started,
  };
}
