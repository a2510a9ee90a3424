import { ignoreClosedOutput, processTerminal } from "@viking-kb/command-line";
import { runCommand } from "./command.js";
import { findOasdiff } from "./oasdiff.js";

ignoreClosedOutput();
const terminal = processTerminal(process);
process.exitCode = await runCommand(process.argv.slice(2), terminal, () => findOasdiff(terminal));
