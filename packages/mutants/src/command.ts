import { createProgram, runProgram, type Terminal, wholeNumber } from "@viking-kb/command-line";
import {
  allLayers,
  assertWritable,
  CannotRunError,
  chooseLayers,
  formatReport,
  type ProgressSettings,
  readExplanations,
  readTriedContract,
  targetOf,
  verifyContract,
  withProgress,
  writeJson,
} from "@viking-kb/contract";
import { deriveHarmlessVariants, deriveMutants } from "./derive/derive-mutants.js";
import { formatMeasurement, formatMutants } from "./format-measurement.js";
import { faultsOf } from "./judge-measurement.js";
import { measureMutants } from "./measure-mutants.js";
import { startMutantProxy } from "./mutant-proxy.js";
import { accessFaultNames, answerFaultNames, findMutant } from "./named-mutants.js";

/** What the command line says, as commander hands it over. */
interface Options {
  readonly break?: string;
  readonly mock?: true;
  readonly only?: string;
  readonly sample?: number;
  readonly layers?: string;
  readonly seed: number;
  readonly requests: number;
  readonly names?: string;
  readonly region?: string;
  readonly explained?: string;
  readonly kill: number;
  readonly json?: string;
  readonly verbose?: true;
}

/** What is printed, and whether all is as it should be. */
interface Outcome {
  readonly text: string;
  readonly kept: boolean;
}

/** A terminal on which a bar may be drawn. */
type MutantsTerminal = Terminal & Pick<ProgressSettings, "terminalStream" | "steady">;

/**
 * Runs the command and resolves to its exit code: 1 where all is not as it should be, 2 where it could not be tried.
 */
export async function runCommand(args: readonly string[], terminal: MutantsTerminal): Promise<number> {
  let isKept = true;
  const program = createProgram("viking-kb-mutants", terminal)
    .description("Puts single faults before a server that keeps the contract, and tells which the contract run finds.")
    .argument("[base-url]", "where the good server is; with --break a mock of our own when absent")
    .option("--break <fault>", "put this one alone before it, by name or by a mutant's id, and show the contract run")
    .option("--mock", "with --break: what is at the base URL is a mock")
    .option("--only <text>", "only mutants whose ids hold the text")
    .option("--sample <number>", "no more than so many, the same each time", wholeNumber({ smallest: 1 }))
    .option("--layers <names>", `only these of ${allLayers.join(",")}`)
    .option("--seed <number>", "of the random requests", wholeNumber({ smallest: 0 }), 1)
    .option("--requests <number>", "random requests to each operation", wholeNumber({ smallest: 1 }), 40)
    .option("--names <file>", "YAML file that says how the resources of the cases are called on the server")
    .option("--region <region>", "region of the signature")
    .option("--explained <file>", "YAML file of the mutants that are not found, with why")
    .option(
      "--kill <percent>",
      "fail below this share of mutants found",
      wholeNumber({ smallest: 0, largest: 100 }),
      95,
    )
    .option("--json <file>", "write the whole measurement as JSON")
    .option("--verbose", "tell of each mutant who found it, and what was said")
    .addHelpText("after", help)
    .action(async (baseUrl: string | undefined, options: Options) => {
      const { text, kept } = await run(baseUrl, options, terminal);
      terminal.write(text);
      isKept = kept;
    });
  const code = await runProgram(program, args, terminal, 2);
  return code === 0 && !isKept ? 1 : code;
}

function wrapped(names: readonly string[]): string {
  return names.join(", ").replaceAll(/(.{1,78})( |$)/g, "  $1\n");
}

const help = `
Signs with VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, the 403
cases with VIKING_KB_RESTRICTED_ACCESS_KEY_ID and
VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY where they are set.

Faults by name:
${wrapped(answerFaultNames)}
Only before a server, since a mock verifies no signature:
${wrapped(accessFaultNames)}
Ends with 0 when enough is found and nothing harmless is blamed, 1 when not, 2
when it could not be tried. With --break it ends as the contract run does: 1 is
what it should.`;

async function run(baseUrl: string | undefined, options: Options, terminal: MutantsTerminal): Promise<Outcome> {
  await assertWritable(options);
  if (options.break === undefined) return measure(baseUrl, options, terminal);
  if (baseUrl !== undefined) return showBroken(baseUrl, options.break, options, terminal);
  const { startMock } = await import("@viking-kb/mock");
  const mock = await startMock({ port: 0 });
  try {
    return await showBroken(mock.url, options.break, { ...options, mock: true }, terminal);
  } finally {
    await mock.close();
  }
}

/** One contract run with a fault put before the server. */
async function showBroken(
  baseUrl: string,
  fault: string,
  options: Options,
  terminal: MutantsTerminal,
): Promise<Outcome> {
  const { seed, requests, json, verbose } = options;
  const { target, names } = await targetOf(options, terminal.environment);
  const contract = readTriedContract(target, names);
  if (target.kind === "mock" && accessFaultNames.includes(fault)) {
    throw new CannotRunError(
      `A mock verifies no signature, so it cannot have the fault ${fault}: give a server's base URL.`,
    );
  }
  const mutant = findMutant(fault, [...deriveMutants(contract, 5_000), ...deriveHarmlessVariants(contract, 5_000)]);
  const proxy = await startMutantProxy({ url: new URL(baseUrl), target, now: () => new Date() }, mutant);
  try {
    const layers = chooseLayers(options.layers);
    const run = { target, names, layers, seed, requestsPerOperation: requests, verbose };
    const report = await withProgress(terminal, (onProgress) =>
      verifyContract(proxy.url, { ...run, onProgress }),
    ).catch((error: unknown) => {
      // Only the address that was given says anything to the reader.
      if (!(error instanceof CannotRunError)) throw error;
      throw new CannotRunError(error.message.replaceAll(proxy.url, baseUrl));
    });
    if (json !== undefined) await writeJson(json, report);
    return { text: `With the fault ${fault} put before ${baseUrl}:\n${formatReport(report)}`, kept: report.kept };
  } finally {
    await proxy.close();
  }
}

async function measure(baseUrl: string | undefined, options: Options, terminal: MutantsTerminal): Promise<Outcome> {
  if (baseUrl === undefined || options.mock) {
    throw new CannotRunError(
      "Mutants are put before a server that decides by the request, which a mock does not: give a server's base URL.",
    );
  }
  const { only: filter, sample, seed, requests, kill, json, verbose } = options;
  const rows = await readExplanations(options.explained);
  const measured = {
    ...{ ...(await targetOf(options, terminal.environment)), filter, sample, seed, requestsPerOperation: requests },
    layers: chooseLayers(options.layers),
  };
  const measurement = await withProgress(terminal, (onProgress) =>
    measureMutants(baseUrl, { ...measured, onProgress }),
  );
  if (json !== undefined) await writeJson(json, measurement);
  const faults = faultsOf(measurement, rows, kill);
  const details = verbose ? [formatMutants(measurement.mutants), "\n"] : [];
  return {
    text: [...details, formatMeasurement(measurement, rows), ...faults.map((fault) => `${fault}\n`)].join(""),
    kept: faults.length === 0,
  };
}
