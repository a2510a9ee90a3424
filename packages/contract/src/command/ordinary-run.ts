import { formatReport } from "../format-report.js";
import { writeJson } from "../json-report.js";
import { writeJUnit } from "../junit.js";
import { chooseLayers } from "../layers/layers.js";
import type { Report } from "../report.js";
import { verifyContract } from "../verify-contract.js";
import { exitCodes } from "./exit-codes.js";
import type { KnownTarget } from "./known-target.js";
import type { Options } from "./options.js";
import type { Terminal } from "./terminal.js";

/** Holds a target to the contract and tells of it. */
export async function runOrdinary(
  { baseUrl, target, names }: KnownTarget,
  options: Options,
  terminal: Terminal,
): Promise<number> {
  const report = await verifyContract(baseUrl, {
    target,
    names,
    layers: chooseLayers(options.layers, options.without),
    coverage: options.coverage,
    explained: options.explained === undefined ? undefined : await readExplainedFile(options.explained),
    seed: options.seed,
    requestsPerOperation: options.requests,
    timeoutMilliseconds: options.timeout * 1000,
    answerBudgetMilliseconds: options.timeout * 500,
    verbose: options.verbose,
  });
  return tell(report, options, terminal);
}

async function readExplainedFile(file: string) {
  const { readExplained } = await import("../coverage/explained-file.js");
  return readExplained(file);
}

async function tell(report: Report, { junit, json, differences }: Options, { env, stdout }: Terminal): Promise<number> {
  const color = stdout.isTTY && !env.NO_COLOR;
  stdout.write(formatReport(report, { color, width: stdout.isTTY ? stdout.columns : undefined, differences }));
  if (junit !== undefined) await writeJUnit(junit, report);
  if (json !== undefined) await writeJson(json, report);
  return report.kept ? exitCodes.kept : exitCodes.broken;
}
