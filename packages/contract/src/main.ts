import { ignoreClosedOutput, processTerminal } from "@viking-kb/command-line";
import { runCommand } from "./command/command-line.js";

ignoreClosedOutput();
const color = process.stdout.isTTY && !process.env.NO_COLOR;
const terminalStream = process.stderr.isTTY ? process.stderr : undefined;
process.exitCode = await runCommand(process.argv.slice(2), { ...processTerminal(process), color, terminalStream });
