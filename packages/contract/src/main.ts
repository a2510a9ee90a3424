import { Command, CommanderError, Option } from "commander";
import { CannotRunError } from "./cannot-run-error.js";
import { createPace } from "./cloud/pace.js";
import { serverFromEnvironment } from "./environment.js";
import { startFaultyProxy } from "./faulty-proxy.js";
import { formatReport } from "./format-report.js";
import { writeJson } from "./json-report.js";
import { writeJUnit } from "./junit.js";
import { allLayers, chooseLayers, layers } from "./layers/layers.js";
import type { Names } from "./names.js";
import type { Report } from "./report.js";
import type { Target } from "./target.js";
import { refuseUnusedOptions } from "./unused-options.js";
import { verifyContract } from "./verify-contract.js";

const kept = 0;
const broken = 1;
const couldNotRun = 2;

interface Options {
  mock?: boolean;
  cloud?: boolean;
  rate?: number;
  region?: string;
  timeout: number;
  junit?: string;
  break?: string;
  mutants?: true | string;
  mutantsSample?: number;
  kill: number;
  layers?: string;
  without?: string;
  seed: number;
  requests: number;
  coverage?: number;
  explained?: string;
  differential?: string;
  otherMock?: boolean;
  otherNames?: string;
  wording?: boolean;
  json?: string;
  names?: string;
  printNames?: boolean;
  differences?: boolean;
  verbose?: boolean;
}

const command = new Command("viking-kb-contract")
  .description("Verifies that the server at a base URL keeps the VikingDB knowledge base contract.")
  .argument("[base-url]", "where the server is, for instance http://127.0.0.1:4010; a mock of our own when absent")
  .option("--mock", "the server is a mock: ask it for each case, 429 and 500 included")
  .addOption(
    new Option(
      "--cloud",
      "the server is the vendor's: key, address and names come from the environment; read below",
    ).conflicts("mock"),
  )
  .option("--rate <requests>", "at most so many requests a second; 2 with --cloud, else as many as can be", parseRate)
  .option("--names <file>", "YAML file that says how the resources of the cases are called on the server")
  .option("--print-names", "write such a file, with every name and the cases that use it, and end")
  .option("--differences", "tell what each answer has other than the documented one, which breaks nothing")
  .option("--layers <names>", `run only these of ${allLayers.join(",")}`)
  .option("--without <names>", "run all layers but these")
  .option("--seed <number>", "of the random requests", wholeNumber("seed", 0), 1)
  .option("--requests <number>", "random requests to each operation", wholeNumber("number of requests", 1), 200)
  .option("--region <region>", "region of the signature")
  .option("--timeout <seconds>", "how long to wait for an answer; after half of that it is late", parseTimeout, 10)
  .option("--coverage <percent>", "fail below this share of the schema's branches", percent("coverage"))
  .option("--explained <file>", "YAML file of branches that the server cannot show, or of differences, with why")
  .option("--differential <base-url>", "send the same requests there too, and tell what differs")
  .option("--other-mock", "with --differential: what is there is a mock")
  .option("--other-names <file>", "with --differential: as --names, for what is there")
  .option("--wording", "with --differential: compare the messages of refusals too")
  .option("--junit <file>", "write a JUnit XML file")
  .option("--json <file>", "write the whole report as JSON, links and tokens redacted")
  .option("--break <fault>", "put a fault, or a mutant by its id, before the server, to see that it is found")
  .option("--mutants [filter]", "put each mutant before the server, or those whose ids hold a text; tell what is found")
  .option("--mutants-sample <number>", "with --mutants: no more than so many", wholeNumber("sample", 1))
  .option("--kill <percent>", "with --mutants: fail below this share of mutants found", percent("share to kill"), 95)
  .option("--verbose", "let Dredd write its log to stderr")
  .addHelpText(
    "after",
    [
      "",
      "Signs with VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, the 403 cases with",
      "VIKING_KB_RESTRICTED_ACCESS_KEY_ID and VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY when they are set.",
      "",
      "With --cloud: the same keys, VIKING_KB_ENDPOINT, VIKING_KB_REGION and VIKING_KB_PROJECT, and the names of your",
      "resources in the file of --names or VIKING_KB_CONTRACT_NAMES; what it does not name is not tried.",
      'Without any key it says "not run" and ends with 0.',
      "",
      "With --differential: VIKING_KB_OTHER_ACCESS_KEY_ID and so on for the second server, else the first one's key.",
      "Each difference is explained by a row of --explained, or the run ends with 1.",
      "",
      ...layers.flatMap(({ name, proves, cannot }) => [`Layer ${name}: ${proves}`, `  ${cannot}`]),
      "",
      "Ends with 0 when the contract is kept, 1 when it is broken, 2 when it could not be tried.",
    ].join("\n"),
  )
  .exitOverride();

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) does not change what was found.
  if (error.code === "EPIPE") return;
  process.stderr.write(`Cannot write the report: ${error.message}\n`);
  process.exit(couldNotRun);
});

try {
  command.parse();
  process.exitCode = await main(command.args[0], command.opts<Options>());
} catch (error) {
  // Commander has already written its sentence, or the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : couldNotRun;
  else {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`${command.opts<Options>().verbose ? stack : message}\n`);
    process.exitCode = couldNotRun;
  }
}

async function main(baseUrl: string | undefined, options: Options): Promise<number> {
  refuseUnusedOptions(command);
  if (options.printNames) {
    const { formatNamesTemplate } = await loadNamesFile();
    process.stdout.write(formatNamesTemplate());
    return kept;
  }
  if (options.cloud) return verifyCloud(baseUrl, options);
  if (baseUrl !== undefined) return verify(baseUrl, options);
  // Prism takes a second to load, which only this needs.
  const { startMock } = await import("@viking-kb/mock");
  const mock = await startMock({ port: 0 });
  try {
    return await verify(mock.url, { ...options, mock: true });
  } finally {
    await mock.close();
  }
}

async function verifyCloud(baseUrl: string | undefined, options: Options): Promise<number> {
  const { prepareCloudRun, cloudDefaults } = await import("./cloud/cloud-run.js");
  const { region, names, rate = cloudDefaults.rate } = options;
  const run = await prepareCloudRun(process.env, { baseUrl, region, names, pace: createPace(rate) });
  if (!run.ready) {
    const { writeNotRun } = await import("./cloud/not-run.js");
    await writeNotRun(options, run.reason);
    process.stdout.write(`not run: ${run.reason}\n`);
    return kept;
  }
  const isGiven = command.getOptionValueSource("requests") !== "default";
  return verify(run.baseUrl, isGiven ? options : { ...options, requests: cloudDefaults.requestsPerOperation }, run);
}

async function verify(baseUrl: string, options: Options, known?: { target: Target; names: Names }): Promise<number> {
  const target = known?.target ?? (options.mock ? ({ kind: "mock" } as const) : pacedServer(options));
  const file = options.names;
  const names = known?.names ?? (file === undefined ? undefined : await (await loadNamesFile()).readNames(file));
  if (options.differential !== undefined) {
    const { compareTargets } = await import("./differential/differential-command.js");
    const { differential } = options;
    const verdict = await compareTargets({ ...options, first: { baseUrl, target, names }, differential }, process.env);
    process.stdout.write(verdict.text);
    return verdict.kept ? kept : broken;
  }
  if (options.mutants !== undefined) return measure(baseUrl, options, target, names);
  const proxy = options.break === undefined ? undefined : await startFaultyProxy(baseUrl, options.break, target);
  try {
    const report = await verifyContract(proxy?.url ?? baseUrl, {
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
    if (proxy) process.stdout.write(`With the fault ${options.break} put before ${baseUrl}:\n`);
    return await tell(report, options);
  } finally {
    await proxy?.close();
  }
}

async function measure(baseUrl: string, options: Options, target: Target, names?: Names): Promise<number> {
  const { runMutants } = await import("./mutants/mutants-command.js");
  const { mutants, mutantsSample: sample, requests, seed, kill, json, explained, verbose } = options;
  const verdict = await runMutants(baseUrl, {
    ...{ target, names, sample, seed, kill, json, explained, verbose },
    filter: mutants === true ? undefined : mutants,
    layers: chooseLayers(options.layers, options.without),
    requestsPerOperation: command.getOptionValueSource("requests") === "default" ? undefined : requests,
  });
  process.stdout.write(verdict.text);
  return verdict.kept ? kept : broken;
}

function pacedServer({ region, rate }: Options): Target {
  const server = serverFromEnvironment(process.env, region);
  return rate === undefined ? server : { ...server, pace: createPace(rate) };
}

async function readExplainedFile(file: string) {
  const { readExplained } = await import("./coverage/explained-file.js");
  return readExplained(file);
}

/** Most runs need no YAML. */
function loadNamesFile() {
  return import("./names-file.js");
}

async function tell(report: Report, { junit, json, differences }: Options): Promise<number> {
  const { stdout } = process;
  const color = stdout.isTTY && !process.env.NO_COLOR;
  stdout.write(formatReport(report, { color, width: stdout.isTTY ? stdout.columns : undefined, differences }));
  if (junit !== undefined) await writeJUnit(junit, report);
  if (json !== undefined) await writeJson(json, report);
  return report.kept ? kept : broken;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0)) throw new CannotRunError(`The rate is ${text}: give a number of requests a second above 0.`);
  return rate;
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new CannotRunError(`The timeout is ${text}: give a number of seconds above 0, at most 3600.`);
}

function percent(what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (value >= 0 && value <= 100 && text.trim() !== "") return value;
    throw new CannotRunError(`The ${what} is ${text}: give per cent, 0 to 100.`);
  };
}

function wholeNumber(what: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least && text.trim() !== "") return value;
    throw new CannotRunError(`The ${what} is ${text}: give a whole number of at least ${least}.`);
  };
}
