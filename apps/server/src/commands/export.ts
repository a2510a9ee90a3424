import { printable, wholeNumber } from "@viking-kb/command-line";
import { type Command, Option } from "commander";
import { defaultProject } from "../collections.js";
import { defaultKeepHours, maximumKeepHours, requestExport } from "../export/request-export.js";
import { type CommandTerminal, type DatabaseOptions, databaseOption, withStorage } from "./options.js";

interface Options extends DatabaseOptions {
  readonly project: string;
  readonly doc?: readonly string[];
  readonly keep: number;
}

/** Adds `export`. */
export function addExport(program: Command, terminal: CommandTerminal): void {
  program
    .command("export")
    .description("Asks for a zip of a collection's points and original files, and prints the id of its download task.")
    .argument("<collection>", "what to export")
    .option("--project <name>", "project of the collection", defaultProject)
    .option("--doc <id...>", "only these documents")
    .addOption(
      new Option("--keep <hours>", "how long the zip is kept once it is made; then the task is gone, too")
        .argParser(wholeNumber({ smallest: 1, largest: maximumKeepHours }))
        .default(defaultKeepHours),
    )
    .addOption(databaseOption())
    .action(async (collection: string, options: Options) => {
      const { project: projectName, doc: docIds, keep: keepHours } = options;
      const request = { collectionName: collection, projectName, docIds, keepHours };
      const taskId = await withStorage(options, (storage) => requestExport(storage, request));
      terminal.write(`${taskId}\n`);
      const docs = docIds === undefined ? "" : `, ${docIds.length} of its documents`;
      terminal.writeError(
        `A server of this database exports ${printable(collection)}${docs}: at once while viking-kb-server serve runs, else when it starts.\n`,
      );
    });
}
