import type { Environment } from "@viking-kb/auth";
import type { Terminal } from "@viking-kb/command-line";
import { readNames } from "../cases/names.js";
import { CannotRunError } from "../finding.js";
import { type ProgressSettings, withProgress } from "../progress.js";
import { readExplanations } from "../report/explanations.js";
import { formatReport } from "../report/format-report.js";
import { assertWritable, type ReportFiles, writeNotRun, writeReports } from "../report/report-files.js";
import { createPace } from "../target/target.js";
import { chooseLayers, type VerifyOptions, verifyContract } from "../verify-contract.js";
import { prepareCloudRun, serverFromEnvironment } from "./environment-target.js";

/** A terminal to which reports are written. */
export interface ReportTerminal extends Terminal, Pick<ProgressSettings, "terminalStream" | "steady"> {
  /** Whether results are coloured. */
  readonly color?: boolean;
}

/** What every run is told, as commander hands it over. */
export interface RunOptions extends ReportFiles {
  readonly mock?: true;
  readonly rate?: number;
  readonly quota?: number;
  readonly names?: string;
  readonly region?: string;
  readonly explained?: string;
  readonly seed: number;
  readonly requests?: number;
  readonly timeout: number;
  readonly verbose?: true;
}

/** What `verify` is told besides. */
export interface VerifyCommandOptions extends RunOptions {
  readonly cloud?: true;
  readonly differences?: true;
  readonly layers?: string;
  readonly coverage?: number;
}

/** The share of a quota that is asked for where it is not to be used up, so that no jitter on the way does it. */
const shareOfQuota = 0.8;

/** A target as a run needs it. */
type Known = { readonly baseUrl: string } & Pick<VerifyOptions, "target" | "names">;

/**
 * Holds a target to the contract and tells of it; resolves to whether it is kept.
 * Rejects with a CannotRunError where it cannot be tried.
 */
export async function verify(
  baseUrl: string | undefined,
  options: VerifyCommandOptions,
  terminal: ReportTerminal,
): Promise<boolean> {
  await assertWritable(options);
  if (options.cloud) return verifyCloud(baseUrl, options, terminal);
  if (baseUrl !== undefined) {
    return verifyKnown({ baseUrl, ...(await targetOf(options, terminal.environment)) }, options, terminal);
  }
  const idle = (["rate", "quota", "names", "region"] as const).find((name) => options[name] !== undefined);
  if (idle !== undefined) throw new CannotRunError(`--${idle} belongs to a server, not to a mock: give its base URL.`);
  // Prism takes a second to load, which only this needs.
  const { startMock } = await loadMock();
  const mock = await startMock({ port: 0 });
  try {
    return await verifyKnown({ baseUrl: mock.url, target: { kind: "mock" } }, options, terminal);
  } finally {
    await mock.close();
  }
}

/** The mock is an optional peer: who verifies a server of her own needs neither it nor Prism. */
async function loadMock(): Promise<typeof import("@viking-kb/mock")> {
  try {
    return await import("@viking-kb/mock");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new CannotRunError(
      "There is no mock here: give the base URL of what to verify, or install @viking-kb/mock beside this (npm install @viking-kb/mock).",
      { cause: error },
    );
  }
}

/** A mock or a server as the options describe it, with the keys of the environment. */
export async function targetOf(
  { mock, region, rate, quota, names }: Pick<RunOptions, "mock" | "region" | "rate" | "quota" | "names">,
  environment: Environment,
): Promise<Pick<VerifyOptions, "target" | "names">> {
  if (mock) return { target: { kind: "mock" } };
  const server = serverFromEnvironment(environment, region);
  const perSecond = quota === undefined ? rate : quota * shareOfQuota;
  return {
    target: {
      ...server,
      pace: perSecond === undefined ? undefined : createPace(perSecond),
      usesUpQuota: quota !== undefined,
    },
    names: names === undefined ? undefined : await readNames(names),
  };
}

async function verifyCloud(
  baseUrl: string | undefined,
  options: VerifyCommandOptions,
  terminal: ReportTerminal,
): Promise<boolean> {
  const { region, names, rate = 2, requests = 10 } = options;
  const cloud = await prepareCloudRun(terminal.environment, { baseUrl, region, names, pace: createPace(rate) });
  if (cloud.ready) return verifyKnown(cloud, { ...options, requests }, terminal);
  await writeNotRun(options, cloud.reason);
  terminal.write(`not run: ${cloud.reason}\n`);
  return true;
}

async function verifyKnown(
  { baseUrl, target, names }: Known,
  options: VerifyCommandOptions,
  terminal: ReportTerminal,
): Promise<boolean> {
  const { coverage, explained, seed, requests, timeout, verbose, differences } = options;
  const verifyOptions: VerifyOptions = {
    ...{ target, names, coverage, seed, verbose, requestsPerOperation: requests },
    layers: chooseLayers(options.layers),
    explained: await readExplanations(explained),
    timeoutMilliseconds: timeout * 1000,
    answerBudgetMilliseconds: timeout * 500,
  };
  // A bar would be drawn over what Dredd writes.
  const shown = verbose ? { ...terminal, terminalStream: undefined } : terminal;
  const report = await withProgress(shown, (onProgress) => verifyContract(baseUrl, { ...verifyOptions, onProgress }));
  terminal.write(formatReport(report, { color: terminal.color, width: terminal.columns, differences }));
  await writeReports(report, options, terminal);
  return report.kept;
}
