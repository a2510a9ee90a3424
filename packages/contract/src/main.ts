import { exitCodes, runCommand } from "./command/run-command.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) does not change what was found.
  if (error.code === "EPIPE") return;
  process.stderr.write(`Cannot write the report: ${error.message}\n`);
  process.exit(exitCodes.couldNotRun);
});

process.exitCode = await runCommand(process.argv.slice(2), process);
