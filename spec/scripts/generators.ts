import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectFolder } from "./paths.ts";
import { Refusal } from "./refusal.ts";

/** One entry of openapitools.json, its paths relative to the project's folder. */
export interface Generator {
  name: string;
  /** Folder that the generated code is written to. */
  output: string;
  /** Folder of the templates and of the generator's settings. */
  templates: string;
  config: string;
  inputSpec: string;
}

/** openapitools.json as a whole, read by `openapi-generator-cli` too. */
interface GeneratorSettings {
  version: string;
  /** Where the jar lies once it has been fetched. */
  jar: string;
  generators: Generator[];
}

/** Reads openapitools.json. */
export function readGenerators(folder: string = projectFolder): GeneratorSettings {
  const settings = JSON.parse(readFileSync(join(folder, "openapitools.json"), "utf8"))["generator-cli"];
  const entries = Object.entries(settings.generators as Record<string, Omit<Generator, "name" | "templates">>);
  return {
    version: settings.version,
    jar: join(folder, settings.storageDir, `${settings.version}.jar`),
    generators: entries.map(([name, entry]) => ({ name, templates: dirname(entry.config), ...entry })),
  };
}

/** SHA-256 of each openapi-generator-cli jar that this project has been generated with. */
const checksums: Record<string, string> = {
  "7.25.0": "41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae",
};

/**
 * Makes sure that the jar is the pinned one before it is run.
 *
 * @throws Refusal when it is another one, which is then removed, so that the next run fetches it anew.
 */
export function checkJar(jar: string, version: string): void {
  const expected = checksums[version];
  if (!expected) throw new Refusal(`No checksum is known for openapi-generator ${version}: add it to generators.ts.`);
  const actual = createHash("sha256").update(readFileSync(jar)).digest("hex");
  if (actual === expected) return;
  rmSync(jar);
  throw new Refusal(
    `${jar} is not openapi-generator ${version} (SHA-256 ${actual}) and was removed; run the command again.`,
  );
}
