import { Command, CommanderError } from "commander";
import { CannotRunError } from "./cannot-run-error.js";
import { serverFromEnvironment } from "./environment.js";
import { startFaultyProxy } from "./faulty-proxy.js";
import { formatReport } from "./format-report.js";
import { writeJUnit } from "./junit.js";
import type { Report } from "./report.js";
import { verifyContract } from "./verify-contract.js";

const kept = 0;
const broken = 1;
const couldNotRun = 2;

interface Options {
  mock?: boolean;
  region?: string;
  timeout: number;
  junit?: string;
  break?: string;
  names?: string;
  printNames?: boolean;
  differences?: boolean;
  verbose?: boolean;
}

const command = new Command("viking-kb-contract")
  .description("Verifies that the server at a base URL keeps the VikingDB knowledge base contract.")
  .argument("[base-url]", "where the server is, for instance http://127.0.0.1:4010; a mock of our own when absent")
  .option("--mock", "the server is a mock: ask it for each case, 429 and 500 included")
  .option("--names <file>", "YAML file that says how the resources of the cases are called on the server")
  .option("--print-names", "write such a file, with every name and the cases that use it, and end")
  .option("--differences", "tell what each answer has other than the documented one, which breaks nothing")
  .option("--region <region>", "region of the signature")
  .option("--timeout <seconds>", "how long one answer may take", parseTimeout, 10)
  .option("--junit <file>", "write a JUnit XML file")
  .option("--break <fault>", "put a fault before the server, to see that it is found")
  .option("--verbose", "let Dredd write its log to stderr")
  .addHelpText(
    "after",
    [
      "",
      "Signs with VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, the 403 cases with",
      "VIKING_KB_RESTRICTED_ACCESS_KEY_ID and VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY when they are set.",
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
  if (options.printNames) {
    const { formatNamesTemplate } = await loadNamesFile();
    process.stdout.write(formatNamesTemplate());
    return kept;
  }
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

async function verify(baseUrl: string, options: Options): Promise<number> {
  const target = options.mock ? ({ kind: "mock" } as const) : serverFromEnvironment(process.env, options.region);
  const names = options.names === undefined ? undefined : await (await loadNamesFile()).readNames(options.names);
  const proxy = options.break === undefined ? undefined : await startFaultyProxy(baseUrl, options.break);
  try {
    const report = await verifyContract(proxy?.url ?? baseUrl, {
      target,
      names,
      timeoutMilliseconds: options.timeout * 1000,
      verbose: options.verbose,
    });
    if (proxy) process.stdout.write(`With the fault ${options.break} put before ${baseUrl}:\n`);
    return await tell(report, options);
  } finally {
    await proxy?.close();
  }
}

/** Most runs need no YAML. */
function loadNamesFile() {
  return import("./names-file.js");
}

async function tell(report: Report, { junit, differences }: Options): Promise<number> {
  const { stdout } = process;
  const color = stdout.isTTY && !process.env.NO_COLOR;
  stdout.write(formatReport(report, { color, width: stdout.isTTY ? stdout.columns : undefined, differences }));
  if (junit !== undefined) await writeJUnit(junit, report);
  return report.kept ? kept : broken;
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new CannotRunError(`The timeout is ${text}: give a number of seconds above 0.`);
  return seconds;
}
