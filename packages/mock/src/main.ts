import {
  createProgram,
  ignoreClosedOutput,
  interruptedBy,
  printableLines,
  processTerminal,
  repeated,
  runProgram,
  untilAborted,
  versionOf,
  wholeNumber,
} from "@viking-kb/command-line";
import { readOrigin } from "@viking-kb/endpoint/cors";
import { Option } from "commander";
import type { MockOptions } from "./start-mock.js";

ignoreClosedOutput();
const { signal } = interruptedBy("SIGINT", "SIGTERM");
const terminal = processTerminal(process, signal);

const program = createProgram("viking-kb-mock", terminal)
  .version(versionOf(import.meta.url))
  .description("Serves the documented answers of the VikingDB knowledge base API. Signatures are not verified.")
  .addOption(
    new Option("--port <number>", "port to listen on, 0 for any that is free")
      .env("PORT")
      .argParser(wholeNumber({ smallest: 0, largest: 65_535 }))
      .default(4010),
  )
  .option("--host <address>", "address to listen on; over any but the default, other machines may connect", "127.0.0.1")
  .addOption(
    new Option(
      "--cors <origin>",
      "origin whose pages may call, like http://localhost:5173; may be repeated (default: none, so no page can)",
    ).argParser(repeated(readOrigin)),
  )
  .option("--contract <file>", "OpenAPI contract to serve (default: the strict one of @viking-kb/spec)")
  .option("--watch", "reload the contract when its file changes")
  .addHelpText(
    "after",
    `
GET /ping answers 200 without a signature: it tells whether the mock is there.
A request that is no documented case gets the operation's first example. The
header Prefer: example=<case> asks for any documented answer.

Exit codes: 0 after Ctrl-C, 1 it cannot start, 2 the command line is wrong.`,
  )
  .action(async (options: MockOptions) => {
    // Loading Prism takes most of the start, and help and wrong arguments do not need it.
    const { startMock } = await import("./start-mock.js");
    const mock = await startMock(options);
    terminal.write(printableLines(`Mocking ${mock.operations.join(", ")} at ${mock.url}\n`));
    if (mock.warning) terminal.writeError(printableLines(`${mock.warning}\n`));
    await untilAborted(signal);
    await mock.close();
  });

process.exitCode = await runProgram(program, process.argv.slice(2), terminal);
