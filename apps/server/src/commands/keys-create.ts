import type { Command } from "commander";
import { createAccessKey } from "../keys/create-access-key.js";
import { printable } from "../printable.js";
import type { Terminal } from "../terminal.js";
import { type DatabaseOptions, databaseOption, withStorage } from "./database-option.js";
import { describeProjects, type ProjectOptions, projectNames } from "./project-names.js";

interface Options extends DatabaseOptions, ProjectOptions {
  readonly name: string;
}

/** Adds `keys create`. */
export function addKeysCreate(group: Command, terminal: Terminal): void {
  group
    .command("create")
    .description("Makes a key and shows its secret, once, as lines for an .env file.")
    .option("--name <text>", "what the key is for", "unnamed")
    .option("--project <name...>", "projects that it may read (default: default)")
    .option("--all-projects", "let it read every project, later ones too")
    .addOption(databaseOption())
    .action(async (options: Options) => {
      const projects = projectNames(options);
      const { accessKeyId, secretAccessKey } = await withStorage(options, (storage) =>
        createAccessKey(storage, { name: options.name, projects }, { now: terminal.now }),
      );
      terminal.writeError(
        `The key "${printable(options.name)}" may read ${describeProjects(projects)}. Its secret is shown now and never again:\n`,
      );
      terminal.write(`VIKING_KB_ACCESS_KEY_ID=${accessKeyId}\nVIKING_KB_SECRET_ACCESS_KEY=${secretAccessKey}\n`);
    });
}
