import { ignoreClosedOutput, processTerminal } from "@viking-kb/command-line";
import { runCommand } from "./command.js";

ignoreClosedOutput();
const terminalStream = process.stderr.isTTY ? process.stderr : undefined;
process.exitCode = await runCommand(process.argv.slice(2), { ...processTerminal(process), terminalStream });
