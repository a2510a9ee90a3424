import { Command, Option } from "commander";
import { allLayers } from "../layers/layers.js";
import { helpText } from "./help-text.js";
import { parseRate, parseTimeout, percent, wholeNumber } from "./option-values.js";
import type { Terminal } from "./terminal.js";

/** The command line: its argument and its options, without what they do. Parsing it throws a CommanderError. */
export function createCommand({ stdout, stderr }: Terminal): Command {
  return new Command("viking-kb-contract")
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
    .option("--verbose", "let Dredd write its log to stderr")
    .addHelpText("after", helpText)
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .exitOverride();
}
