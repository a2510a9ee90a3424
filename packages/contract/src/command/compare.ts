import type { Environment } from "@viking-kb/auth";
import { judgeComparison, writeComparisonJUnit } from "../compare/judge-comparison.js";
import { runComparison, type Side } from "../compare/run-comparison.js";
import { withProgress } from "../progress.js";
import { readExplanations } from "../report/explanations.js";
import { scrubReport } from "../report/redact.js";
import { assertWritable, writeJson } from "../report/report-files.js";
import { type ReportTerminal, type RunOptions, targetOf } from "./verify.js";

/** What `compare` is told, as commander hands it over. */
export interface CompareOptions extends RunOptions {
  readonly otherMock?: true;
  readonly otherNames?: string;
  readonly wording?: true;
}

/**
 * Compares two targets and tells of it; resolves to whether each difference is explained.
 * Rejects with a CannotRunError where one of them cannot be tried.
 */
export async function compare(
  firstUrl: string,
  secondUrl: string,
  options: CompareOptions,
  terminal: ReportTerminal,
): Promise<boolean> {
  const { explained, seed, requests = 200, timeout, wording, otherMock, otherNames, junit, json } = options;
  await assertWritable({ junit, json });
  const rows = await readExplanations(explained);
  const first: Side = { baseUrl: firstUrl, ...(await targetOf(options, terminal.environment)) };
  const { mock: _mock, names: _names, ...both } = options;
  const others: RunOptions = {
    ...both,
    ...(otherMock && { mock: otherMock }),
    ...(otherNames !== undefined && { names: otherNames }),
  };
  const second: Side = { baseUrl: secondUrl, ...(await targetOf(others, otherEnvironment(terminal.environment))) };
  const limits = { seed, wording, requestsPerOperation: requests, timeoutMilliseconds: timeout * 1000 };
  const comparison = await withProgress(terminal, (onProgress) =>
    runComparison(first, second, { ...limits, onProgress }),
  );
  const verdict = judgeComparison(comparison, { rows, file: explained, wording });
  // A message may repeat what it was sent.
  const { kept, text, report } = scrubReport(scrubReport(verdict, first.target), second.target);
  terminal.write(text);
  if (junit !== undefined) await writeComparisonJUnit(junit, report);
  if (json !== undefined) await writeJson(json, report);
  return kept;
}

const prefix = "VIKING_KB_";
const otherPrefix = "VIKING_KB_OTHER_";

/** The variables of the second target: `VIKING_KB_OTHER_…` where any is set, else those of the first. */
function otherEnvironment(environment: Environment): Environment {
  const own = Object.entries(environment).filter(([name, value]) => name.startsWith(otherPrefix) && value);
  if (own.length === 0) return environment;
  return Object.fromEntries(own.map(([name, value]) => [prefix + name.slice(otherPrefix.length), value]));
}
