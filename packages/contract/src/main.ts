import { ignoreClosedOutput, processTerminal } from "@viking-kb/command-line";
import { runCommand } from "./command/command-line.js";

ignoreClosedOutput();
const color = process.stdout.isTTY && !process.env.NO_COLOR;
process.exitCode = await runCommand(process.argv.slice(2), { ...processTerminal(process), color });
