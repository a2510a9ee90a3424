import { type Language, languageOption, UsageError } from "@viking-kb/command-line";
import type { Command } from "commander";

/** Options that may be anywhere on the command line. */
export interface GlobalOptions {
  readonly profile?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly project?: string;
  readonly json?: true;
  readonly links?: true;
  readonly lang?: Language;
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
    .addOption(languageOption());
}

/** Options that locate the collection of a document or of points. */
export interface CollectionOptions {
  readonly collection?: string;
  readonly resourceId?: string;
}

/** Adds `--collection` and `--resource-id`. */
export function addCollectionOptions(command: Command): Command {
  return command
    .option("--collection <name>", "name of the collection")
    .option("--resource-id <id>", "id of the collection (kb-…), instead of its name");
}

/**
 * Locates a collection. A resource id counts alone, whatever the name and project, so it is sent alone.
 *
 * @throws UsageError when neither is given.
 */
export function locateCollection(
  name: string | undefined,
  resourceId: string | undefined,
  usage: string,
): { resource_id: string } | { collection_name: string } {
  if (resourceId) return { resource_id: resourceId };
  if (name) return { collection_name: name };
  throw new UsageError("No collection is named.", usage);
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
