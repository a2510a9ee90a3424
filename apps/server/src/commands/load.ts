import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { LoadReport } from "../fixtures/load-fixtures.js";
import type { Terminal } from "../terminal.js";
import { type DatabaseOptions, databaseOption, withStorage } from "./database-option.js";

/** Adds `load`. */
export function addLoad(program: Command, terminal: Terminal): void {
  program
    .command("load")
    .description("Makes the database hold what a file of fixtures says, and shows the secrets of new keys, once.")
    .argument("[fixtures.yaml]", "what to load (default: what the contract's documented cases need)")
    .addOption(databaseOption())
    .action(async (file: string | undefined, options: DatabaseOptions) => {
      const path = file ?? fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml"));
      const source = file ?? relative(process.cwd(), path);
      // Only this command needs them, and a start of the server is to be quick.
      const { parseFixtures } = await import("../fixtures/parse-fixtures.js");
      const { loadFixtures } = await import("../fixtures/load-fixtures.js");
      const fixtures = parseFixtures(await readText(path), source);
      const report = await withStorage(options, (storage) => loadFixtures(storage, fixtures, { now: terminal.now }));
      terminal.writeError(describe(report, source));
      terminal.write(keyVariables(report));
    });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Error(`Cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
}

function describe({ collections, documents, points, tasks, keys }: LoadReport, source: string): string {
  const lines = [
    `Loaded ${collections} collections, ${documents} documents, ${points} points and ${tasks} tasks from ${source}.`,
  ];
  for (const { role, accessKeyId, secretAccessKey } of keys) {
    if (secretAccessKey !== null) continue;
    lines.push(`The key ${role} (${accessKeyId}) is kept; its secret was shown when it was made.`);
  }
  if (keys.some(({ secretAccessKey }) => secretAccessKey !== null)) {
    lines.push("The secrets of the new keys are shown now and never again:");
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Lines for an .env file, as viking-kb and viking-kb-contract read it: the role `reader` is whom they sign as. */
function keyVariables({ keys }: LoadReport): string {
  const lines = keys.flatMap(({ role, accessKeyId, secretAccessKey }) => {
    if (secretAccessKey === null) return [];
    const prefix = role === "reader" ? "VIKING_KB" : `VIKING_KB_${role.toUpperCase().replaceAll(/\W/g, "_")}`;
    return [`${prefix}_ACCESS_KEY_ID=${accessKeyId}`, `${prefix}_SECRET_ACCESS_KEY=${secretAccessKey}`];
  });
  return lines.map((line) => `${line}\n`).join("");
}
