import { constants } from "node:os";
import { interruptedBy } from "@viking-kb/command-line";
import { run } from "./run.js";
import { processTerminal } from "./terminal.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no failure.
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`error: Cannot write the output: ${error.message}\n`);
  process.exit(1);
});

// The others leave nothing half behind either: no part of a file, no bar.
const interruption = interruptedBy("SIGINT", "SIGTERM", "SIGHUP");
const exitCode = await run(process.argv.slice(2), processTerminal(process, interruption));
const { aborted, reason } = interruption.signal;
// After an interruption, nobody waits for output that was not read yet.
if (aborted) process.exit(reason in constants.signals ? 128 + constants.signals[reason as NodeJS.Signals] : exitCode);
process.exitCode = exitCode;
