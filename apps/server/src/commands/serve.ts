import { positiveNumber, printable, repeated, untilAborted, wholeNumber } from "@viking-kb/command-line";
import { readOrigin } from "@viking-kb/endpoint/cors";
import { type Command, Option } from "commander";
import { shownDatabase } from "../storage/database-name.js";
import type { Storage } from "../storage/storage.js";
import { createLogger, logFormats, logLevels } from "./logger.js";
import { type CommandTerminal, type DatabaseOptions, databaseOption, withStorage } from "./options.js";

interface Options extends DatabaseOptions {
  readonly port: number;
  readonly host: string;
  readonly cors?: readonly string[];
  readonly requestsPerSecond?: number;
  readonly logLevel: (typeof logLevels)[number];
  readonly logFormat?: (typeof logFormats)[number];
}

/** Adds `serve`. */
export function addServe(program: Command, terminal: CommandTerminal): void {
  program
    .command("serve")
    .description(
      "Serves the database until Ctrl-C. Every request must be signed with a key that keys create made, but GET /ping, which tells whether the server is there.",
    )
    .addOption(
      new Option("--port <number>", "port to listen on, 0 for any that is free")
        .env("PORT")
        .argParser(wholeNumber({ smallest: 0, largest: 65_535 }))
        .default(4020),
    )
    .option(
      "--host <address>",
      "address to listen on; over any but the default, other machines may connect",
      "127.0.0.1",
    )
    .addOption(
      new Option(
        "--cors <origin>",
        "origin whose pages may call, like http://localhost:5173; may be repeated (default: none, so no page can)",
      ).argParser(repeated(readOrigin)),
    )
    .addOption(
      new Option(
        "--requests-per-second <number>",
        "quota of each key, also below 1; those of a second may come at once, what is more is answered 429 (default: any number)",
      ).argParser(positiveNumber("requests a second")),
    )
    .addOption(
      new Option("--log-level <level>", "how much to log to standard error").choices(logLevels).default("info"),
    )
    .addOption(
      new Option("--log-format <format>", "pretty lines or JSON (default: pretty on a terminal)").choices(logFormats),
    )
    .addOption(databaseOption())
    .action((options: Options) => withStorage(options, (storage) => serve(storage, options, terminal)));
}

async function serve(storage: Storage, options: Options, terminal: CommandTerminal): Promise<void> {
  // Only this command answers over HTTP: the others start sooner without what that takes.
  const { startServer } = await import("../http/start-server.js");
  const { port, host, cors, requestsPerSecond } = options;
  const logger = await createLogger(options.logLevel, options.logFormat);
  const { now } = terminal;
  const server = await startServer({ storage, port, host, cors, requestsPerSecond, logger, now });
  terminal.write(`Serving ${printable(shownDatabase(options.database))} at ${server.url} until Ctrl-C.\n`);
  if (server.warning) terminal.writeError(`${printable(server.warning)}\n`);
  for (const line of await missing(storage)) terminal.writeError(`${line}\n`);
  await untilAborted(terminal.signal);
  await server.close();
}

/** What a new database lacks before anybody can read anything from it. */
async function missing(storage: Storage): Promise<string[]> {
  const { keys, collections } = await storage.read(async (reads) => ({
    keys: await reads.listAccessKeys(),
    collections: await reads.listCollections(),
  }));
  const lines: string[] = [];
  if (keys.every(({ revokeTime }) => revokeTime !== null)) {
    lines.push("It has no key yet, so every request is unauthorized: viking-kb-server keys create makes one.");
  }
  if (collections.length === 0) {
    lines.push("It holds no collection yet: viking-kb-server import <folder> --collection <name> makes one.");
  }
  return lines;
}
