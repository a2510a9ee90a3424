import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JsonObject } from "./document.ts";
import { readErrorCodes } from "./error-codes.ts";
import { toOpenContract } from "./open-contract.ts";
import { projectFolder } from "./paths.ts";
import { inlineExamples, operationsOf, readSource } from "./read-contract.ts";
import { Refusal } from "./refusal.ts";

/** One entry of openapitools.json. Paths are relative to the project's folder. */
interface Generator {
  name: string;
  /** Folder that the generated code is written to. */
  output: string;
  /** Folder of the templates and of the generator's settings. */
  templates: string;
  config: string;
  inputSpec: string;
}

/** The content of openapitools.json, which `openapi-generator-cli` reads too. */
interface GeneratorSettings {
  version: string;
  /** The path of the jar, once it is fetched. */
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

/** SHA-256 of each openapi-generator-cli jar that this project has used. */
const checksums: Record<string, string> = {
  "7.25.0": "41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae",
};

/**
 * Makes sure that the jar is the pinned one before it is run.
 *
 * @throws Refusal when it is another one. That jar is removed, so that the next run fetches it again.
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

/** SHA-256 of what generated code was made from, and of the generated code itself. */
interface Fingerprint {
  input: string;
  output: string;
}

/** Name of the file with the fingerprint, in the folder of the generated code. */
export const fingerprintFile = "fingerprint.json";

/**
 * The fingerprint of a generator's output from a bundled contract. The input is the contract with its error codes, and
 * the generator's version, settings and templates. Examples are left out, since the generated code does not depend on
 * them.
 */
function fingerprintOf(generator: Generator, contract: JsonObject, folder: string): Fingerprint {
  const { version } = readGenerators(folder);
  const input = createHash("sha256").update(JSON.stringify([version, generator, withoutExamples(contract)]));
  hashFolder(input, join(folder, generator.templates));
  const output = createHash("sha256");
  hashFolder(output, join(folder, generator.output));
  return { input: input.digest("hex"), output: output.digest("hex") };
}

/** Writes the fingerprint beside the generated code; `contract` is the document that it was generated from. */
export function writeFingerprint(generator: Generator, contract: JsonObject): void {
  const fingerprint = fingerprintOf(generator, contract, projectFolder);
  const target = join(projectFolder, generator.output, fingerprintFile);
  writeFileSync(target, `${JSON.stringify(fingerprint, null, 2)}\n`);
}

/**
 * Says which generated code is not what the contract generates, and what to do: a sentence for each. It needs no Java,
 * so that every machine notices a forgotten generation and an edit by hand.
 */
export function staleGenerators(folder: string = projectFolder): string[] {
  const spec = join(folder, "spec");
  const contract = toOpenContract(inlineExamples(readSource(spec), spec), readErrorCodes(spec));
  return readGenerators(folder).generators.flatMap((generator) => {
    const file = join(folder, generator.output, fingerprintFile);
    if (!existsSync(file))
      return [`${generator.output} has no ${fingerprintFile}: run \`pnpm generate\` and commit what it writes.`];
    const written: Fingerprint = JSON.parse(readFileSync(file, "utf8"));
    const now = fingerprintOf(generator, contract, folder);
    if (now.input !== written.input)
      return [
        `${generator.output} is older than the contract: spec/openapi.yaml, spec/error-codes.yaml or ${generator.templates} has changed since it was generated. Run \`pnpm generate\` and commit what it writes.`,
      ];
    if (now.output !== written.output)
      return [
        `${generator.output} was edited by hand. Change spec/openapi.yaml or ${generator.templates} instead, then run \`pnpm generate\`, which also undoes the edit.`,
      ];
    return [];
  });
}

/** Only the cases of bodies are left out: a field may be called `examples` too, and the code depends on it. */
function withoutExamples(contract: JsonObject): JsonObject {
  const copy = structuredClone(contract);
  for (const { definition } of operationsOf(copy)) {
    const bodies = [definition.requestBody, ...Object.values(definition.responses ?? {})];
    for (const body of bodies as { content?: Record<string, JsonObject> }[])
      for (const media of Object.values(body?.content ?? {})) delete media.examples;
  }
  return copy;
}

function hashFolder(hash: ReturnType<typeof createHash>, folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== fingerprintFile)
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    const content = readFileSync(file);
    // The length distinguishes two files from one file with both texts.
    hash.update(`${file.slice(folder.length).replaceAll("\\", "/")}\0${content.length}\0`).update(content);
  }
}
