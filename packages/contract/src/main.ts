import { CommanderError } from "commander";
import { createCommand } from "./command/create-command.js";
import { exitCodes } from "./command/exit-codes.js";
import type { Options } from "./command/options.js";
import { run } from "./command/run.js";

const command = createCommand();

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) does not change what was found.
  if (error.code === "EPIPE") return;
  process.stderr.write(`Cannot write the report: ${error.message}\n`);
  process.exit(exitCodes.couldNotRun);
});

try {
  command.parse();
  process.exitCode = await run(command);
} catch (error) {
  // Commander has already written its sentence, or the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.kept : exitCodes.couldNotRun;
  else {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`${command.opts<Options>().verbose ? stack : message}\n`);
    process.exitCode = exitCodes.couldNotRun;
  }
}
