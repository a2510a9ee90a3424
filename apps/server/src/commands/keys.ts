import { printable, UsageError } from "@viking-kb/command-line";
import type { Command } from "commander";
import { checkProjectName, defaultProject } from "../collections.js";
import { fixtureKeyPrefix } from "../fixtures/load-keys.js";
import { createAccessKey } from "../storage/create-access-key.js";
import type { AccessKeySummary } from "../storage/records.js";
import { giveKeyVariables, type KeyFileOptions, type KeyVariable, keyFileOption } from "./key-variables.js";
import { type CommandTerminal, commandOn, type DatabaseOptions, databaseOption, withStorage } from "./options.js";

/** Adds `keys create`, `keys list` and `keys revoke`. */
export function addKeys(program: Command, terminal: CommandTerminal): void {
  const group = program.command("keys").description("The access keys that requests are signed with.");
  group
    .command("create")
    .description("Makes a key and shows its secret, once, as lines for an .env file.")
    .option("--name <text>", "what the key is for", "unnamed")
    .option("--project <name...>", `projects that it may read (default: ${defaultProject})`)
    .option("--all-projects", "let it read every project, later ones too")
    .addOption(keyFileOption())
    .addOption(databaseOption())
    .action((options: CreateOptions) => giveKeyVariables(options, terminal, () => createKey(options, terminal)));
  group
    .command("list")
    .description("Lists the keys, revoked ones too, without their secrets.")
    .option("--json", "as JSON")
    .addOption(databaseOption())
    .action((options: ListOptions) => listKeys(options, terminal));
  group
    .command("revoke")
    .description("Revokes a key: whatever is signed with it from now on is unauthorized.")
    .argument("<access-key-id>", "as keys list shows it")
    .addOption(databaseOption())
    .action((accessKeyId: string, options: DatabaseOptions) => revokeKey(accessKeyId, options, terminal));
}

interface CreateOptions extends DatabaseOptions, KeyFileOptions {
  readonly name: string;
  readonly project?: readonly string[];
  readonly allProjects?: true;
}

async function createKey(options: CreateOptions, terminal: CommandTerminal): Promise<readonly KeyVariable[]> {
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
    keyFile === undefined ? "is shown now and never again:" : `stands in ${printable(keyFile)}, and in the database.`;
  terminal.writeError(`The key "${printable(name)}" may read ${describeProjects(projects)}. Its secret ${where}\n`);
  return [
    ["VIKING_KB_ACCESS_KEY_ID", accessKeyId],
    ["VIKING_KB_SECRET_ACCESS_KEY", secretAccessKey],
  ];
}

/** The projects that the options name, else the default one. */
function projectNames({ project, allProjects }: CreateOptions): readonly string[] | "all" {
  if (allProjects && project) {
    throw new UsageError("--project and --all-projects exclude each other: give one of them.");
  }
  for (const name of project ?? []) checkProjectName(name);
  return allProjects ? "all" : (project ?? [defaultProject]);
}

interface ListOptions extends DatabaseOptions {
  readonly json?: true;
}

async function listKeys(options: ListOptions, terminal: CommandTerminal): Promise<void> {
  const keys = await withStorage(options, (storage) => storage.read((reads) => reads.listAccessKeys()));
  if (options.json) terminal.write(`${JSON.stringify(keys.map(toJson), null, 2)}\n`);
  else if (keys.length === 0) {
    terminal.writeError(`There is no key yet: ${commandOn(options, "keys create", terminal)} makes one.\n`);
  } else for (const key of keys) terminal.write(`${describeKey(key)}\n`);
}

function toJson({ createTime, revokeTime, ...key }: AccessKeySummary) {
  return { ...key, createTime: isoTime(createTime), revokeTime: revokeTime === null ? null : isoTime(revokeTime) };
}

function describeKey({ accessKeyId, name, projects, createTime, revokeTime }: AccessKeySummary): string {
  const day = isoTime(revokeTime ?? createTime).slice(0, 10);
  const state = `${revokeTime === null ? "made" : "revoked"} ${day}`;
  return `${accessKeyId}  ${state}, ${printable(describeProjects(projects))}: ${printable(name)}`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

async function revokeKey(accessKeyId: string, options: DatabaseOptions, terminal: CommandTerminal): Promise<void> {
  const revoked = await withStorage(options, (storage) =>
    storage.change((changes) => changes.revokeAccessKey(accessKeyId, terminal.now().getTime())),
  );
  if (!revoked) {
    throw new Error("There is no such key, or it is revoked already: viking-kb-server keys list shows them.");
  }
  terminal.write(`${printable(accessKeyId)} is revoked.\n`);
}

function describeProjects(projects: readonly string[] | "all"): string {
  if (projects === "all") return "all projects";
  if (projects.length === 0) return "no project";
  return `${projects.length === 1 ? "project" : "projects"} ${projects.join(", ")}`;
}
