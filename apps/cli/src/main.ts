import { interruptedBy } from "@viking-kb/command-line";
import { interruptedCode } from "./failure.js";
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
// After an interruption, nobody waits for output that was not read yet. What goes on until Ctrl-C has ended well.
if (interruption.signal.aborted) process.exit(exitCode === 0 ? 0 : interruptedCode(interruption.signal));
process.exitCode = exitCode;
