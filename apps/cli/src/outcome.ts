import type { Command } from "commander";
import type { GlobalOptions } from "./global-options.js";
import { formatJson } from "./json.js";
import type { Terminal } from "./terminal.js";

/** Prints what a command has done: a sentence, or with `--json` the facts in it. */
export function printOutcome(command: Command, terminal: Terminal, sentence: string, facts: object): Promise<void> {
  const { json } = command.optsWithGlobals<GlobalOptions>();
  return terminal.write(json ? formatJson(facts) : `${sentence}\n`);
}
