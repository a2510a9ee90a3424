import type { Command } from "commander";
import { createPace } from "../cloud/pace.js";
import { chooseLayers } from "../layers/layers.js";
import { exitCodes } from "./exit-codes.js";
import { type KnownTarget, knownTarget } from "./known-target.js";
import type { Options } from "./options.js";
import { runOrdinary } from "./ordinary-run.js";
import { refuseIdleOptions } from "./refuse-idle-options.js";

/**
 * Does what a parsed command line asks for, and resolves to the exit code.
 * Rejects with a CannotRunError where that cannot be tried.
 */
export async function run(command: Command): Promise<number> {
  refuseIdleOptions(command);
  const [baseUrl] = command.args;
  // What nobody gave is for the way to run to decide.
  const hasRequests = command.getOptionValueSource("requests") !== "default";
  const options = command.opts<Options>();
  if (options.printNames) return printNames();
  if (options.cloud) return runOnCloud(baseUrl, options, hasRequests);
  if (baseUrl !== undefined) return runOn(await knownTarget(baseUrl, options), options, hasRequests);
  // Prism takes a second to load, which only this needs.
  const { startMock } = await import("@viking-kb/mock");
  const mock = await startMock({ port: 0 });
  try {
    return await runOn(await knownTarget(mock.url, { ...options, mock: true }), options, hasRequests);
  } finally {
    await mock.close();
  }
}

async function printNames(): Promise<number> {
  const { formatNamesTemplate } = await import("../names-file.js");
  process.stdout.write(formatNamesTemplate());
  return exitCodes.kept;
}

async function runOnCloud(baseUrl: string | undefined, options: Options, hasRequests: boolean): Promise<number> {
  const { prepareCloudRun, cloudDefaults } = await import("../cloud/cloud-run.js");
  const { region, names, rate = cloudDefaults.rate } = options;
  const cloud = await prepareCloudRun(process.env, { baseUrl, region, names, pace: createPace(rate) });
  if (!cloud.ready) {
    const { writeNotRun } = await import("../cloud/not-run.js");
    await writeNotRun(options, cloud.reason);
    process.stdout.write(`not run: ${cloud.reason}\n`);
    return exitCodes.kept;
  }
  const requests = hasRequests ? options.requests : cloudDefaults.requestsPerOperation;
  return runOn(cloud, { ...options, requests }, hasRequests);
}

function runOn(known: KnownTarget, options: Options, hasRequests: boolean): Promise<number> {
  if (options.differential !== undefined) return compare(known, { ...options, differential: options.differential });
  if (options.mutants !== undefined) return measure(known, options, hasRequests);
  return runOrdinary(known, options);
}

async function compare(first: KnownTarget, options: Options & { differential: string }): Promise<number> {
  const { compareTargets, writeComparison } = await import("../differential/differential-command.js");
  const { kept, text, report } = await compareTargets({ ...options, first }, process.env);
  process.stdout.write(text);
  await writeComparison(options, report);
  return kept ? exitCodes.kept : exitCodes.broken;
}

async function measure({ baseUrl, target, names }: KnownTarget, options: Options, hasRequests: boolean) {
  const { runMutants } = await import("../mutants/mutants-command.js");
  const { mutants, mutantsSample: sample, requests, seed, kill, json, explained, verbose } = options;
  const verdict = await runMutants(baseUrl, {
    ...{ target, names, sample, seed, kill, json, explained, verbose },
    filter: mutants === true ? undefined : mutants,
    layers: chooseLayers(options.layers, options.without),
    requestsPerOperation: hasRequests ? requests : undefined,
  });
  process.stdout.write(verdict.text);
  return verdict.kept ? exitCodes.kept : exitCodes.broken;
}
