import type { Command } from "commander";
import { createPace } from "../cloud/pace.js";
import { exitCodes } from "./exit-codes.js";
import { type KnownTarget, knownTarget } from "./known-target.js";
import type { Options } from "./options.js";
import { runOrdinary } from "./ordinary-run.js";
import { refuseIdleOptions } from "./refuse-idle-options.js";
import type { Terminal } from "./terminal.js";

interface WayToRun {
  readonly options: Options;
  /** Whether somebody said how many random requests there are to be. */
  readonly hasRequests: boolean;
  readonly terminal: Terminal;
}

/**
 * Does what a parsed command line asks for, and resolves to the exit code.
 * Rejects with a CannotRunError where that cannot be tried.
 */
export async function run(command: Command, terminal: Terminal): Promise<number> {
  refuseIdleOptions(command);
  const [baseUrl] = command.args;
  // What nobody gave is for the way to run to decide.
  const hasRequests = command.getOptionValueSource("requests") !== "default";
  const options = command.opts<Options>();
  const way: WayToRun = { options, hasRequests, terminal };
  if (options.printNames) return printNames(terminal);
  if (options.cloud) return runOnCloud(baseUrl, way);
  if (baseUrl !== undefined) return runOn(await knownTarget(baseUrl, options, terminal.env), way);
  // Prism takes a second to load, which only this needs.
  const { startMock } = await import("@viking-kb/mock");
  const mock = await startMock({ port: 0 });
  try {
    return await runOn(await knownTarget(mock.url, { ...options, mock: true }, terminal.env), way);
  } finally {
    await mock.close();
  }
}

async function printNames({ stdout }: Terminal): Promise<number> {
  const { formatNamesTemplate } = await import("../names-file.js");
  stdout.write(formatNamesTemplate());
  return exitCodes.kept;
}

async function runOnCloud(baseUrl: string | undefined, way: WayToRun): Promise<number> {
  const { prepareCloudRun, cloudDefaults } = await import("../cloud/cloud-run.js");
  const { options, hasRequests, terminal } = way;
  const { region, names, rate = cloudDefaults.rate } = options;
  const cloud = await prepareCloudRun(terminal.env, { baseUrl, region, names, pace: createPace(rate) });
  if (!cloud.ready) {
    const { writeNotRun } = await import("../cloud/not-run.js");
    await writeNotRun(options, cloud.reason);
    terminal.stdout.write(`not run: ${cloud.reason}\n`);
    return exitCodes.kept;
  }
  const requests = hasRequests ? options.requests : cloudDefaults.requestsPerOperation;
  return runOn(cloud, { ...way, options: { ...options, requests } });
}

function runOn(known: KnownTarget, way: WayToRun): Promise<number> {
  const { options, terminal } = way;
  const { differential } = options;
  if (differential !== undefined) return compare(known, { ...options, differential }, terminal);
  return runOrdinary(known, options, terminal);
}

async function compare(
  first: KnownTarget,
  options: Options & { differential: string },
  { env, stdout }: Terminal,
): Promise<number> {
  const { compareTargets, writeComparison } = await import("../differential/differential-command.js");
  const { kept, text, report } = await compareTargets({ ...options, first }, env);
  stdout.write(text);
  await writeComparison(options, report);
  return kept ? exitCodes.kept : exitCodes.broken;
}
