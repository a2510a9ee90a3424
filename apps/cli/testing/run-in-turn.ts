import { readFileSync } from "node:fs";
import { run } from "../src/run.js";
import { processTerminal } from "../src/terminal.js";
import { type CommandInTerminal, endOfCommand } from "./command-in-terminal.js";

// Runs the commands of a file one after the other, as bin/viking-kb.js does one, so that a process is not started for
// each. Behind each its end is written.
const commands: CommandInTerminal[] = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
for (const { argv, folder, environment } of commands) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(folder);
  const exitCode = await run(argv, processTerminal(process, new AbortController()));
  process.stdout.write(endOfCommand(exitCode));
}
