import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectFolder } from "./paths.ts";

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
export interface GeneratorSettings {
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
