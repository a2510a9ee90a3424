import { defaultLimits } from "@viking-kb/client";
import { type Language, languageOption, UsageError, wholeNumber } from "@viking-kb/command-line";
import { type Command, InvalidArgumentError } from "commander";

/** Options that may be anywhere on the command line. */
export interface GlobalOptions {
  readonly profile?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly project?: string;
  readonly json?: true;
  readonly links?: true;
  readonly lang?: Language;
  readonly curl?: true;
  /** Seconds. */
  readonly timeout?: number;
  readonly retries?: number;
}

/** Adds the options that every command takes. */
export function addGlobalOptions(program: Command): void {
  program
    .option("--profile <name>", "profile to use")
    .option("--endpoint <url>", "address of the API")
    .option("--region <region>", "region that requests are signed for")
    .option("--project <name>", "project of the collection")
    .option("--json", "print the data as answered, as JSON")
    .option("--links", "show links whole; their query may carry credentials")
    .option("--curl", "print the call as a command for a shell, which takes the key from the environment; send nothing")
    .option(
      "--timeout <seconds>",
      `how long a call may take with its retries (default: ${defaultLimits.timeoutMs / 1000}), or a wait or download as a whole (default: 3600)`,
      seconds,
    )
    .option(
      "--retries <number>",
      `how often a call is sent again after a failure that may pass (default: ${defaultLimits.retries})`,
      wholeNumber({ smallest: 0 }),
    )
    .addOption(languageOption());
}

function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= 86_400) return value;
  throw new InvalidArgumentError("It must be a number of seconds above 0, at most 86400.");
}

/** Adds the argument that names a collection, the same one in all commands. */
export function addCollection(command: Command): Command {
  return command.argument("<collection>", "its name, in the project of --project; or its resource id (kb-…)");
}

/**
 * Locates a collection. No name has a hyphen, so what begins with `kb-` is a resource id. That counts alone, whatever
 * the project.
 *
 * @throws UsageError when it is empty, as an unset variable of a shell makes it.
 */
export function locateCollection(collection: string): { resource_id: string } | { collection_name: string } {
  if (collection === "") {
    throw new UsageError("No collection is named.", "Give its name or its resource id (kb-…) as the first argument.");
  }
  return collection.startsWith("kb-") ? { resource_id: collection } : { collection_name: collection };
}

/** An object without its undefined members: an option that is not given is not sent. */
export function given<Members extends object>(members: Members): Given<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<Members>;
}

type Given<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** Examples at the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
