import { processTerminal } from "./process-terminal.js";
import { run } from "./run.js";

const interruption = new AbortController();
// Once: a second Ctrl-C ends the process where the first did not get through.
process.once("SIGINT", () => interruption.abort());

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), processTerminal(process, interruption));
