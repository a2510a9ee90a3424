import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { printable } from "./printable.js";
import type { MockOptions } from "./start-mock.js";

const command = new Command("viking-kb-mock")
  .description("Serves the documented answers of the VikingDB knowledge base API. Signatures are not verified.")
  .addOption(
    new Option("--port <number>", "port to listen on, 0 for any that is free")
      .env("PORT")
      .argParser(parsePort)
      .default(4010),
  )
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--contract <file>", "OpenAPI contract to serve (default: the strict one of @viking-kb/spec)")
  .option("--watch", "reload the contract when its file changes")
  .configureOutput({ writeErr: writeError })
  .exitOverride()
  .action(serve);

try {
  await command.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has written the help or what is wrong already.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    writeError(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

async function serve(options: MockOptions): Promise<void> {
  // Prism takes most of the start: help and wrong arguments need not wait for it.
  const { startMock } = await import("./start-mock.js");
  const mock = await startMock(options);
  process.stdout.write(printable(`Mocking ${mock.operations.join(", ")} at ${mock.url}\n`));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => mock.close());
}

function writeError(text: string): void {
  process.stderr.write(printable(text));
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  }
  return port;
}
