import { processTerminal } from "./process-terminal.js";
import { run } from "./run.js";

const interruption = new AbortController();
// Once: a second Ctrl-C ends the process where the first did not get through.
process.once("SIGINT", () => interruption.abort());

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no failure.
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`error: Cannot write the output: ${error.message}\n`);
  process.exit(1);
});

const exitCode = await run(process.argv.slice(2), processTerminal(process, interruption));
// Nobody waits any more for what a reader has not taken yet.
if (interruption.signal.aborted) process.exit(exitCode);
process.exitCode = exitCode;
