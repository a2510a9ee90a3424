import type { Command } from "commander";

/** What may stand anywhere on the command line. */
export interface GlobalOptions {
  readonly profile?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly project?: string;
  readonly json?: true;
  readonly links?: true;
}

/** Adds the options that every command takes. */
export function addGlobalOptions(program: Command): void {
  program
    .option("--profile <name>", "profile to use")
    .option("--endpoint <url>", "address of the API")
    .option("--region <region>", "region that requests are signed for")
    .option("--project <name>", "project of the collection")
    .option("--json", "print the data as answered, as JSON")
    .option("--links", "show links whole; their query may carry credentials");
}
