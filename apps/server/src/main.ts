import { CommanderError } from "commander";
import { interrupted } from "./outcome.js";
import { printable } from "./printable.js";
import { createProgram } from "./program.js";
import { UsageError } from "./usage-error.js";

const failed = 1;
const wrongUsage = 2;

const interruption = new AbortController();
// Once: a second Ctrl-C ends the process where the first did not get through.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => interruption.abort());
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no failure, and no reason to leave an import half done.
  if (error.code !== "EPIPE") throw error;
});

try {
  const program = createProgram({
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    environment: process.env,
    now: () => new Date(),
    signal: interruption.signal,
  });
  process.exitCode = await program.run(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has written the help or what is wrong already.
    process.exitCode = error.exitCode === 0 ? 0 : wrongUsage;
  } else {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${message.split("\n").map(printable).join("\n")}\n`);
    process.exitCode = interruption.signal.aborted ? interrupted : error instanceof UsageError ? wrongUsage : failed;
  }
}
