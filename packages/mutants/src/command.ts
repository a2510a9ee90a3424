import { writeFile } from "node:fs/promises";
import {
  allLayers,
  CannotRunError,
  chooseLayers,
  formatReport,
  readExplanations,
  readNames,
  readTriedContract,
  serverFromEnvironment,
  type Target,
  verifyContract,
} from "@viking-kb/contract";
import { Command, InvalidArgumentError } from "commander";
import { deriveHarmlessVariants, deriveMutants } from "./derive/derive-mutants.js";
import { formatMeasurement, formatMutants } from "./format-measurement.js";
import { faultsOf } from "./judge-measurement.js";
import { type Measurement, type MeasureOptions, measureMutants } from "./measure-mutants.js";
import { startMutantProxy } from "./mutant-proxy.js";
import { faultNames, findMutant } from "./named-mutants.js";

/** What the command line says, as commander hands it over. */
interface Options {
  break?: string;
  mock?: boolean;
  only?: string;
  sample?: number;
  layers?: string;
  seed: number;
  requests: number;
  names?: string;
  region?: string;
  explained?: string;
  kill: number;
  json?: string;
  verbose?: boolean;
}

/** The command line, without what it does. */
export function createCommand(): Command {
  return new Command("viking-kb-mutants")
    .description("Puts single faults before a server that keeps the contract, and tells which the contract run finds.")
    .argument("[base-url]", "where the good server is; with --break a mock of our own when absent")
    .option("--break <fault>", "put this one alone before it, by name or by a mutant's id, and show the contract run")
    .option("--mock", "with --break: what is at the base URL is a mock")
    .option("--only <text>", "only mutants whose ids hold the text")
    .option("--sample <number>", "no more than so many, the same each time", number(1))
    .option("--layers <names>", `only these of ${allLayers.join(",")}`)
    .option("--seed <number>", "of the random requests", number(0), 1)
    .option("--requests <number>", "random requests to each operation", number(1), 40)
    .option("--names <file>", "YAML file that says how the resources of the cases are called on the server")
    .option("--region <region>", "region of the signature")
    .option("--explained <file>", "YAML file of the mutants that are not found, with why")
    .option("--kill <percent>", "fail below this share of mutants found", number(0, 100), 95)
    .option("--json <file>", "write the whole measurement as JSON")
    .option("--verbose", "tell of each mutant who found it, and what was said")
    .addHelpText(
      "after",
      `
Signs with VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, the 403 cases with VIKING_KB_RESTRICTED_….
Faults by name: ${faultNames.join(", ")}.

Ends with 0 when enough is found and nothing harmless is blamed, 1 when not, 2 when it could not be tried.
With --break it ends as the contract run does: 1 is what it should.`,
    );
}

function number(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== "") return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** What is printed, and whether all is as it should be. */
interface Outcome {
  readonly text: string;
  readonly kept: boolean;
}

/**
 * Does what a parsed command line asks for.
 * Rejects with a CannotRunError where the server cannot be tried, or a file cannot be read or written.
 */
export async function run(baseUrl: string | undefined, options: Options): Promise<Outcome> {
  if (options.break === undefined) return measure(baseUrl, options);
  if (baseUrl !== undefined) return showBroken(baseUrl, options.break, options);
  const { startMock } = await import("@viking-kb/mock");
  const mock = await startMock({ port: 0 });
  try {
    return await showBroken(mock.url, options.break, { ...options, mock: true });
  } finally {
    await mock.close();
  }
}

/** One contract run with a fault put before the server. */
async function showBroken(baseUrl: string, fault: string, options: Options): Promise<Outcome> {
  const { target, names } = await targetOf(options);
  const contract = readTriedContract(target, names);
  const mutant = findMutant(fault, [...deriveMutants(contract, 5_000), ...deriveHarmlessVariants(contract, 5_000)]);
  const proxy = await startMutantProxy({ url: new URL(baseUrl), target, now: () => new Date() }, mutant);
  try {
    const report = await verifyContract(proxy.url, {
      ...{ target, names, seed: options.seed, requestsPerOperation: options.requests, verbose: options.verbose },
      layers: chooseLayers(options.layers),
    });
    return { text: `With the fault ${fault} put before ${baseUrl}:\n${formatReport(report)}`, kept: report.kept };
  } finally {
    await proxy.close();
  }
}

async function measure(baseUrl: string | undefined, options: Options): Promise<Outcome> {
  if (baseUrl === undefined || options.mock) {
    throw new CannotRunError(
      "Mutants are put before a server that decides by the request, which a mock does not: give a server's base URL.",
    );
  }
  const { only, sample, seed, requests, kill, json, verbose } = options;
  const rows = options.explained === undefined ? [] : await readExplanations(options.explained);
  const measureOptions: MeasureOptions = {
    ...{ ...(await targetOf(options)), filter: only, sample, seed, requestsPerOperation: requests },
    layers: chooseLayers(options.layers),
  };
  const measurement = await measureMutants(baseUrl, measureOptions);
  if (json !== undefined) await writeJson(json, measurement);
  const faults = faultsOf(measurement, rows, kill);
  const details = verbose ? [formatMutants(measurement.mutants), "\n"] : [];
  return {
    text: [...details, formatMeasurement(measurement, rows), ...faults.map((fault) => `${fault}\n`)].join(""),
    kept: faults.length === 0,
  };
}

async function targetOf({ mock, region, names }: Options) {
  const target: Target = mock ? { kind: "mock" } : serverFromEnvironment(process.env, region);
  return { target, names: names === undefined ? undefined : await readNames(names) };
}

async function writeJson(file: string, measurement: Measurement): Promise<void> {
  await writeFile(file, `${JSON.stringify(measurement, null, 2)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRunError(`Cannot write ${file}: ${error.code}.`, { cause: error });
  });
}
