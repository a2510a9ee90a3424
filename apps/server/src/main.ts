import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { addImport } from "./commands/import.js";
import { addKeys } from "./commands/keys.js";
import { addLoad } from "./commands/load.js";
import { addServe } from "./commands/serve.js";
import { interrupted, type Terminal, UsageError } from "./commands/terminal.js";
import { printable } from "./printable.js";

const failed = 1;
const wrongUsage = 2;

const help = `
Examples:
  viking-kb-server import ./docs --collection notes
  viking-kb-server keys create --name laptop --key-file .viking-kb/key.env
  viking-kb-server serve

The database is the file that --database or VIKING_KB_DATABASE names, else
.viking-kb/server.db in the current folder. It is made where there is none; it
holds the secrets of the keys, so no other user may read it. A server that is
running answers at once from what the other commands change.

Exit codes: 0 all went well, 1 something failed, 2 the command line is wrong,
130 an import was interrupted before its end.`;

const interruption = new AbortController();
// Only once: a second Ctrl-C ends the process if the first had no effect.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => interruption.abort());
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // That a reader has seen enough (`| head`) is no failure, and no reason to stop an import.
  if (error.code !== "EPIPE") throw error;
});

const terminal: Terminal = {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  now: () => new Date(),
  signal: interruption.signal,
  exitCode: 0,
};
const program = new Command("viking-kb-server")
  .description("A local VikingDB knowledge base: the four read operations over a real database and real documents.")
  .version(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError })
  .addHelpText("after", help);
addServe(program, terminal);
addImport(program, terminal);
addKeys(program, terminal);
addLoad(program, terminal);

try {
  await program.parseAsync();
  process.exitCode = terminal.exitCode;
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has already written the help, or what is wrong.
    process.exitCode = error.exitCode === 0 ? 0 : wrongUsage;
  } else {
    const message = error instanceof Error ? error.message : String(error);
    terminal.writeError(`error: ${message.split("\n").map(printable).join("\n")}\n`);
    process.exitCode = interruption.signal.aborted ? interrupted : error instanceof UsageError ? wrongUsage : failed;
  }
}
