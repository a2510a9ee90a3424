import { interruptedBy } from "@viking-kb/command-line";
import { run } from "./run.js";
import { processTerminal } from "./terminal.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no failure.
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`error: Cannot write the output: ${error.message}\n`);
  process.exit(1);
});

const interruption = interruptedBy("SIGINT");
const exitCode = await run(process.argv.slice(2), processTerminal(process, interruption));
// After an interruption, nobody waits for output that was not read yet.
if (interruption.signal.aborted) process.exit(exitCode);
process.exitCode = exitCode;
