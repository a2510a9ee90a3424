import { parseBaseUrl, withoutSlash } from "./base-url.js";
import { CannotRunError } from "./cannot-run-error.js";
import { createAnswerCheck } from "./check-answer.js";
import { type DocumentedCase, readDocumentedCases } from "./documented-case.js";
import { dreddContract } from "./dredd-contract.js";
import { readFixtureNames } from "./fixture-names.js";
import { toJsonSchema } from "./json-schema.js";
import { assertNames, type Names } from "./names.js";
import { reachTarget } from "./reach-target.js";
import { isKept, type Report, reportCase } from "./report.js";
import { runCases } from "./run-cases.js";
import { selectCases } from "./select-cases.js";
import { assertCanSign } from "./sign-for-target.js";
import { pairsOf, readBusinessCodes, readStrictContract } from "./strict-contract.js";
import type { Target } from "./target.js";

/** How a target is verified. */
export interface VerifyOptions {
  readonly target: Target;
  /** The target's own names for what the cases name; the fixtures' names by default. Not for a mock. */
  readonly names?: Names | undefined;
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
 * sign, names that no case uses, nothing listening, a path at which no operation is known, a contract that Dredd cannot
 * read.
 */
export async function verifyContract(baseUrl: string, options: VerifyOptions): Promise<Report> {
  const { target, names = {}, hookFile } = options;
  const { timeoutMilliseconds = 10_000, verbose = false, now = () => new Date() } = options;
  const url = parseBaseUrl(baseUrl);
  const contract = readStrictContract();
  const pairs = pairsOf(contract);
  const documentedCases = readDocumentedCases(pairs);
  assertNames(names, readFixtureNames(documentedCases));
  const cases = selectCases(documentedCases, target, names);
  await assertCanSign(url, target);
  await reachTarget(url, { paths: [...new Set(pairs.map(({ path }) => path))], timeoutMilliseconds });

  const tried = cases.filter(({ notTried }) => notTried === "").map(({ documented }) => documented);
  const pairOf = ({ path, status }: DocumentedCase) =>
    pairs.find((pair) => pair.path === path && pair.status === status);
  const started = performance.now();
  const record = await runCases({
    url,
    target,
    cases: tried,
    contract: dreddContract(
      contract,
      pairs.filter((pair) => tried.some((documented) => pairOf(documented) === pair)),
    ),
    bodySchemaOf: (documented) => toJsonSchema(pairOf(documented)?.schema ?? {}, false),
    check: createAnswerCheck(pairs, readBusinessCodes()),
    timeoutMilliseconds,
    verbose,
    now,
    hookFile,
  }).catch((error: Error) => {
    throw new CannotRunError(`Dredd cannot run the contract: ${error.message}.`, { cause: error });
  });
  const reports = cases.map(({ documented, notTried }) => reportCase(documented, notTried, record));
  return {
    baseUrl: withoutSlash(url),
    target: target.kind,
    cases: reports,
    hooksRan: record.hooksRan,
    kept: isKept(reports, record.hooksRan),
    milliseconds: performance.now() - started,
  };
}
