import type { Command } from "commander";
import { fixtureKeyPrefix } from "../fixtures/load-keys.js";
import { printable } from "../printable.js";
import { createAccessKey } from "../storage/create-access-key.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import { type DatabaseOptions, databaseOption, withStorage } from "./database-option.js";
import { giveKeyVariables, type KeyFileOptions, type KeyVariable, keyFileOption } from "./key-variables.js";
import { describeProjects, type ProjectOptions, projectNames } from "./project-names.js";

interface Options extends DatabaseOptions, ProjectOptions, KeyFileOptions {
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
    .addOption(keyFileOption())
    .addOption(databaseOption())
    .action((options: Options) => giveKeyVariables(options, terminal, () => createKey(options, terminal)));
}

async function createKey(options: Options, terminal: Terminal): Promise<readonly KeyVariable[]> {
  const { name, keyFile } = options;
  if (name.startsWith(fixtureKeyPrefix)) {
    throw new UsageError(
      `A name that begins with ${fixtureKeyPrefix} is that of a key that load makes: choose another.`,
    );
  }
  const projects = projectNames(options);
  const { accessKeyId, secretAccessKey } = await withStorage(options, (storage) =>
    createAccessKey(storage, { name, projects }, { now: terminal.now }),
  );
  const where =
    keyFile === undefined ? "is shown now and never again:" : `stands in ${printable(keyFile)} and nowhere else.`;
  terminal.writeError(`The key "${printable(name)}" may read ${describeProjects(projects)}. Its secret ${where}\n`);
  return [
    ["VIKING_KB_ACCESS_KEY_ID", accessKeyId],
    ["VIKING_KB_SECRET_ACCESS_KEY", secretAccessKey],
  ];
}
