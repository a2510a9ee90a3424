import { createProgram, positiveNumber, runProgram, versionOf, wholeNumber } from "@viking-kb/command-line";
import { type Command, InvalidArgumentError, Option } from "commander";
import { formatNamesTemplate } from "../cases/names.js";
import { allLayers, layers } from "../verify-contract.js";
import { type CompareOptions, compare } from "./compare.js";
import { type SignOptions, sign } from "./sign.js";
import { type ReportTerminal, type VerifyCommandOptions, verify } from "./verify.js";

/**
 * What the command ends with where all is not well: the contract is broken or servers differ, it could not be tried.
 */
const exitCodes = { broken: 1, couldNotRun: 2 } as const;

/**
 * Runs the command and resolves to its exit code; whatever went wrong has been told by then.
 *
 * @param args without the names of Node and of the program
 */
export async function runCommand(args: readonly string[], terminal: ReportTerminal): Promise<number> {
  let kept = true;
  const commandLine = createCommandLine(terminal, (outcome) => {
    kept = outcome;
  });
  const code = await runProgram(commandLine, args, terminal, exitCodes.couldNotRun);
  return code === 0 && !kept ? exitCodes.broken : code;
}

/** The command line. Parsing it does what it says, and tells `settle` whether all is well. */
function createCommandLine(terminal: ReportTerminal, settle: (kept: boolean) => void): Command {
  const program = createProgram("viking-kb-contract", terminal)
    .version(versionOf(import.meta.url))
    .description("Holds a server to the VikingDB knowledge base contract, or two servers to each other.")
    .addHelpText("after", programHelp);

  const verifying = program
    .command("verify", { isDefault: true })
    .description("Verifies that the server at a base URL keeps the contract (what is done where no command is named).")
    .argument("[base-url]", "where the server is, for instance http://127.0.0.1:4010; a mock of our own when absent")
    .option("--mock", "the server is a mock: ask it for each case, 429 and 500 included")
    .addOption(
      new Option(
        "--cloud",
        "the server is the vendor's: key, address and names come from the environment; read below",
      ).conflicts("mock"),
    )
    .addOption(
      new Option(
        "--quota <requests>",
        "the server grants each key so many requests a second: try 429 too, and send fewer",
      )
        .argParser(positiveNumber("requests a second"))
        .conflicts(["mock", "cloud", "rate"]),
    )
    .option("--differences", "tell what each answer has other than the documented one, which breaks nothing")
    .option("--layers <names>", `run only these of ${allLayers.join(",")}`)
    .option("--coverage <percent>", "fail below this share of the schema's branches", percent)
    .option("--explained <file>", "YAML file of branches that the server cannot show, with why")
    .option("--verbose", "let Dredd write its log to stderr")
    .option("--html <file>", "write a page that needs no network: cases, faults, requests, answers, coverage")
    .option("--markdown <file>", "write the same in short; in GitHub Actions the step's summary has it anyway");
  withRunOptions(verifying)
    .addHelpText("after", verifyHelp)
    .action(async (baseUrl: string | undefined, options: VerifyCommandOptions) =>
      settle(await verify(baseUrl, options, terminal)),
    );

  const comparing = program
    .command("compare")
    .description("Sends the same requests to two servers and tells what differs in status, code, fields or types.")
    .argument("<first>", "base URL of the one")
    .argument("<second>", "base URL of the other")
    .option("--mock", "the first is a mock")
    .option("--other-mock", "the second is a mock")
    .addOption(new Option("--other-names <file>", "as --names, for the second").conflicts("otherMock"))
    .option("--wording", "compare the messages of refusals too")
    .option("--explained <file>", "YAML file of differences, with why");
  withRunOptions(comparing)
    .addHelpText("after", compareHelp)
    .action(async (first: string, second: string, options: CompareOptions) =>
      settle(await compare(first, second, options, terminal)),
    );

  program
    .command("sign")
    .description("Signs a request, and prints the headers for curl -K -, as the reports' command lines use it.")
    .argument("<url>", "where the request goes")
    .option("-X, --request <method>", "its method", "POST")
    .option("--data <text>", "its body; none by default")
    .addOption(new Option("--file <file>", "file of its body").conflicts("data"))
    .option("--content-type <type>", "its content type, '' for none", "application/json")
    .addOption(
      new Option("--key <key>", "whose key: your own, the restricted one, or with a wrong secret")
        .choices(["own", "restricted", "wrong"])
        .default("own"),
    )
    .option("--region <region>", "region of the signature")
    .action((url: string, options: SignOptions) => sign(url, options, terminal));

  program
    .command("names")
    .description("Prints what a file for --names holds: every name, and the cases that use it.")
    .action(() => void terminal.write(formatNamesTemplate()));
  return program;
}

function withRunOptions(command: Command): Command {
  return command
    .addOption(new Option("--rate <requests>", "at most so many requests a second").argParser(rate).conflicts("mock"))
    .addOption(
      new Option(
        "--names <file>",
        "YAML file that says how the resources of the cases are called on the server",
      ).conflicts("mock"),
    )
    .option("--region <region>", "region of the signature")
    .option("--seed <number>", "of the random requests", wholeNumber({ smallest: 0 }), 1)
    .option("--requests <number>", "random requests to each operation (200)", wholeNumber({ smallest: 1 }))
    .option("--timeout <seconds>", "how long to wait for an answer; after half of that it is late", timeout, 10)
    .option("--junit <file>", "write a JUnit XML file")
    .option("--json <file>", "write the whole report as JSON, links and tokens redacted");
}

/** Reads the value of an option as a number that fits. */
function number(words: string, fits: (value: number) => boolean): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && fits(value)) return value;
    throw new InvalidArgumentError(`It must be ${words}.`);
  };
}

const rate = positiveNumber("requests a second");
const timeout = number("a number of seconds above 0, at most 3600", (value) => value > 0 && value <= 3600);
const percent = number("per cent, 0 to 100", (value) => value >= 0 && value <= 100);

const programHelp = `
Signs with VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, the 403
cases with VIKING_KB_RESTRICTED_ACCESS_KEY_ID and
VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY where they are set.

"verify --help" says what each layer proves, "compare --help" how two servers
are given their keys.

Exit codes: 0 the contract is kept, 1 it is broken or the servers differ, 2 it
could not be tried.`;

/** The layers stand as the options do, and are wrapped like them. */
const verifyHelp = ({ command }: { readonly command: Command }): string => {
  const help = command.createHelp();
  const width = Math.max(...layers.map(({ name }) => name.length));
  return [
    "",
    "Layers:",
    ...layers.map(({ name, proves, cannot }) => help.formatItem(name, width, `${proves} ${cannot}`, help)),
    "",
    "With --cloud: the same keys, VIKING_KB_ENDPOINT, VIKING_KB_REGION and",
    "VIKING_KB_PROJECT, and the names of your resources in the file of --names or",
    "VIKING_KB_CONTRACT_NAMES; what it does not name is not tried. It sends 2",
    "requests a second, and 10 random ones to each operation. Without any key it says",
    '"not run" and ends with 0.',
  ].join("\n");
};

const compareHelp = `
Signs for the second with VIKING_KB_OTHER_ACCESS_KEY_ID and so on, else with the
first one's key. Each difference is explained by a row of --explained, or the
run ends with 1.`;
