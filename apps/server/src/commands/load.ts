import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { LoadReport } from "../fixtures/load-fixtures.js";
import { counted } from "./counted.js";
import { giveKeyVariables, type KeyFileOptions, type KeyVariable, keyFileOption } from "./key-variables.js";
import { type CommandTerminal, type DatabaseOptions, databaseOption, withStorage } from "./options.js";

interface Options extends DatabaseOptions, KeyFileOptions {
  readonly replace?: true;
}

/** Adds `load`. */
export function addLoad(program: Command, terminal: CommandTerminal): void {
  program
    .command("load")
    .description("Makes the database hold what a file of fixtures says, and shows the secrets of new keys, once.")
    .argument("[fixtures.yaml]", "what to load (default: what the contract's documented cases need)")
    .option("--replace", "replace collections of the same names even where documents were imported into them")
    .addOption(keyFileOption())
    .addOption(databaseOption())
    .action((file: string | undefined, options: Options) =>
      giveKeyVariables(options, terminal, () => load(file, options, terminal)),
    );
}

async function load(
  file: string | undefined,
  options: Options,
  terminal: CommandTerminal,
): Promise<readonly KeyVariable[]> {
  const path = file ?? fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml"));
  const source = file ?? relative(process.cwd(), path);
  // Loaded here, since no other command needs them, and the server is to start quickly.
  const { parseFixtures } = await import("../fixtures/parse-fixtures.js");
  const { ImportedCollectionError, loadFixtures } = await import("../fixtures/load-fixtures.js");
  const fixtures = parseFixtures(await readText(path), source);
  const { replace } = options;
  const report = await withStorage(options, (storage) =>
    loadFixtures(storage, fixtures, { replace, now: terminal.now }).catch((error: unknown) => {
      if (!(error instanceof ImportedCollectionError)) throw error;
      throw new Error(`${error.message} Load into another --database, or say --replace to lose them.`);
    }),
  );
  terminal.writeError(describe(report, source, options.keyFile));
  return keyVariables(report);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Error(`Cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
}

function describe(
  { collections, documents, points, tasks, keys }: LoadReport,
  source: string,
  keyFile: string | undefined,
): string {
  const lines = [
    `Loaded ${counted(collections, "collection")}, ${counted(documents, "document")}, ${counted(points, "point")} and ${counted(tasks, "task")} from ${source}.`,
  ];
  for (const { role, accessKeyId, secretAccessKey } of keys) {
    if (secretAccessKey !== null) continue;
    lines.push(`The key ${role} (${accessKeyId}) is kept; its secret was shown when it was made.`);
  }
  if (keys.some(({ secretAccessKey }) => secretAccessKey !== null)) {
    const where =
      keyFile === undefined ? "are shown now and never again:" : `stand in ${keyFile}, and in the database.`;
    lines.push(`The secrets of the new keys ${where}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** The variables that viking-kb and viking-kb-contract read: they sign as the role `reader`. */
function keyVariables({ keys }: LoadReport): KeyVariable[] {
  return keys.flatMap(({ role, accessKeyId, secretAccessKey }): KeyVariable[] => {
    if (secretAccessKey === null) return [];
    const prefix = role === "reader" ? "VIKING_KB" : `VIKING_KB_${role.toUpperCase().replaceAll(/\W/g, "_")}`;
    return [
      [`${prefix}_ACCESS_KEY_ID`, accessKeyId],
      [`${prefix}_SECRET_ACCESS_KEY`, secretAccessKey],
    ];
  });
}
