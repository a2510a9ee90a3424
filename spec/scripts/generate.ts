import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeFinding } from "./finding.ts";
import { checkJar, fingerprintFile, readGenerators, staleGenerators, writeFingerprint } from "./generators.ts";
import { projectFolder, specFolder } from "./paths.ts";
import { readSource } from "./read-contract.ts";
import { Refusal, runCommand } from "./refusal.ts";
import { checkTemplates, renamedIn } from "./template-rules.ts";
import { staleCode, writeCode } from "./written-code.ts";

const usage = `generate.ts            regenerates the code and writes its fingerprints (needs Java 11 or newer)
generate.ts --current  says whether the committed code is current, by its fingerprints (needs no Java)
generate.ts --check    regenerates beside the committed code and compares byte for byte (needs Java)`;

const cli = join(specFolder, "node_modules/.bin/openapi-generator-cli");
const settings = readGenerators();

function requireJava(): void {
  if (spawnSync("java", ["-version"]).status !== 0) {
    throw new Refusal(
      "Generating needs Java 11 or newer on the PATH (Debian: `apt-get install default-jre-headless`, macOS: `brew install openjdk`). Tests and the mock do without.",
    );
  }
}

/**
 * Runs openapi-generator once for every entry of openapitools.json, into a folder of its own. The committed code is
 * only replaced when everything was generated.
 */
function generateInto(folder: string, contract: string): void {
  requireJava();
  // A copy, so that an edit during the run does not count as the contract that was generated from.
  const inputSpec = join(folder, "openapi.json");
  writeFileSync(inputSpec, contract);
  const tools = JSON.parse(readFileSync(join(projectFolder, "openapitools.json"), "utf8"));
  const settingsOfTool = tools["generator-cli"];
  settingsOfTool.storageDir = dirname(settings.jar);
  for (const { name, output } of settings.generators)
    Object.assign(settingsOfTool.generators[name], { inputSpec, output: join(folder, output) });
  const file = join(folder, "openapitools.json");
  writeFileSync(file, JSON.stringify(tools));
  // The jar is fetched first, and runs only after its checksum was compared.
  if (!existsSync(settings.jar)) fetchJar(file);
  checkJar(settings.jar, settings.version);
  const { failed, output } = runGeneratorCli(["generate", "--openapitools", file]);
  if (failed) throw new Refusal(`openapi-generator failed:\n${output}`);
  const renamed = renamedIn(readCode(join(folder, "packages/client/src/generated")), JSON.parse(contract));
  if (renamed.length > 0) throw new Refusal(renamed.join("\n"));
}

/** The text of all generated files of a folder. */
function readCode(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
}

/** What the templates cannot write is refused, rather than written wrong. */
function requireWritable(): void {
  const findings = checkTemplates(readSource());
  if (findings.length > 0)
    throw new Refusal(findings.map((finding) => describeFinding("openapi.yaml", finding)).join("\n"));
}

function fetchJar(file: string): void {
  const { output } = runGeneratorCli(["version-manager", "set", settings.version, "--openapitools", file]);
  if (existsSync(settings.jar)) return;
  const reason = /because of: "(.+)"/.exec(output)?.[1] ?? output.slice(0, 500);
  throw new Refusal(
    `openapi-generator ${settings.version} could not be downloaded (${reason}). Check the network, or fetch org.openapitools:openapi-generator-cli:${settings.version} with Maven and copy the jar to ${settings.jar}.`,
  );
}

function runGeneratorCli(args: string[]): { failed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(cli, args, { cwd: projectFolder, encoding: "utf8" });
  return { failed: status !== 0, output: `${stdout}${stderr}`.trim() };
}

function readBundledContract(): string {
  return readFileSync(join(specFolder, "dist/openapi.json"), "utf8");
}

function withTemporaryFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-generate-"));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function generate(): void {
  withTemporaryFolder((folder) => {
    const contract = readBundledContract();
    generateInto(folder, contract);
    for (const generator of settings.generators) {
      replaceFolder(join(projectFolder, generator.output), join(folder, generator.output));
      writeFingerprint(generator, JSON.parse(contract));
    }
  });
}

/** The files that differ between two folders, one line each. */
function differences(committed: string, fresh: string): string[] {
  const list = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // The fingerprint is not generated, but written beside the generated code; --current has checked it.
      .filter((entry) => entry.isFile() && entry.name !== fingerprintFile)
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
  const names = new Set([...list(committed), ...list(fresh)]);
  const read = (folder: string, name: string) => {
    try {
      return readFileSync(join(folder, name));
    } catch {
      return undefined;
    }
  };
  return [...names].sort().flatMap((name) => {
    const [old, now] = [read(committed, name), read(fresh, name)];
    if (!old) return [`${name} is generated but not committed`];
    if (!now) return [`${name} is committed but not generated`];
    return old.equals(now) ? [] : [`${name} differs`];
  });
}

/** Makes a folder equal to a fresh one, file by file, so that programs that watch it see only real changes. */
function replaceFolder(folder: string, fresh: string): void {
  const files = new Set(readdirSync(fresh, { recursive: true, encoding: "utf8" }));
  for (const file of existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [])
    if (!files.has(file)) rmSync(join(folder, file), { recursive: true, force: true });
  cpSync(fresh, folder, { recursive: true, filter: (from, to) => !sameFile(from, to) });
}

function sameFile(from: string, to: string): boolean {
  return existsSync(to) && statSync(from).isFile() && readFileSync(from).equals(readFileSync(to));
}

function check(): void {
  withTemporaryFolder((folder) => {
    generateInto(folder, readBundledContract());
    const lines = settings.generators.flatMap(({ output }) =>
      differences(join(projectFolder, output), join(folder, output)).map((line) => `${output}${line}`),
    );
    if (lines.length > 0) throw new Refusal(`${lines.join("\n")}\nRun \`pnpm generate\` and commit what it writes.`);
  });
}

function reportCurrent(): void {
  const stale = [...staleGenerators(), ...staleCode()];
  if (stale.length > 0) throw new Refusal(stale.join("\n"));
}

const names = settings.generators.map((generator) => generator.name).join(" and ");
const current = () =>
  `The generated code of ${names} was made from this contract by openapi-generator ${settings.version}.`;
const outputs = settings.generators.map((generator) => generator.output).join(", ");
const commands: Record<string, () => string> = {
  "": () => {
    requireWritable();
    const isStale = staleGenerators().length > 0;
    // Code that needs no Java is written first, and again at the end: some of it is made from openapi-generator's
    // output.
    const written = writeCode();
    if (isStale) generate();
    const files = [...new Set([...written, ...writeCode()])];
    const sentences = [
      ...(files.length > 0 ? [`Wrote ${files.join(", ")}.`] : []),
      isStale ? `Generated ${outputs} with openapi-generator ${settings.version}.` : current(),
      ...(files.length === 0 && !isStale ? ["Nothing to do."] : []),
    ];
    return sentences.join(" ");
  },
  "--current": () => {
    reportCurrent();
    return current();
  },
  "--check": () => {
    reportCurrent();
    check();
    return `Generated anew and equal, byte for byte (openapi-generator ${settings.version}): ${outputs}.`;
  },
};

await runCommand(() => {
  const command = commands[process.argv[2] ?? ""];
  if (!command) throw new Refusal(usage);
  return command();
});
