import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { staleGenerators, writeFingerprint } from "./fingerprint.ts";
import { checkJar } from "./generator-jar.ts";
import { type Generator, readGenerators } from "./generators.ts";
import { projectFolder, specFolder } from "./paths.ts";
import { Refusal, runCommand } from "./refusal.ts";

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

/** One run of openapi-generator for every entry of openapitools.json, written below `root`. */
function generate(root: string): void {
  requireJava();
  const text = readFileSync(join(projectFolder, "openapitools.json"), "utf8");
  const tools = JSON.parse(text);
  for (const generator of settings.generators) {
    const output = join(root, generator.output);
    rmSync(output, { recursive: true, force: true });
    tools["generator-cli"].generators[generator.name].output = output;
  }
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-generate-"));
  try {
    const file = join(folder, "openapitools.json");
    tools["generator-cli"].storageDir = join(settings.jar, "..");
    writeFileSync(file, JSON.stringify(tools));
    // The first call fetches the jar; it runs only after its checksum has been seen.
    run(["version", "--openapitools", file]);
    checkJar(settings.jar, settings.version);
    run(["generate", "--openapitools", file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const generator of settings.generators) writeFingerprintOf(generator, root);
}

function writeFingerprintOf(generator: Generator, root: string): void {
  if (root === projectFolder) writeFingerprint(generator);
  else
    cpSync(join(projectFolder, generator.output, "fingerprint.json"), join(root, generator.output, "fingerprint.json"));
}

function run(args: string[]): void {
  try {
    execFileSync(cli, args, { cwd: projectFolder, stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Refusal(`openapi-generator-cli ${args[0]} failed:\n${stdout ?? ""}${stderr ?? ""}`.trimEnd());
  }
}

/** Files that differ between two folders, one line each. */
function differences(committed: string, fresh: string): string[] {
  const list = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
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

function check(): void {
  const root = mkdtempSync(join(tmpdir(), "viking-kb-check-"));
  try {
    generate(root);
    const lines = settings.generators.flatMap((generator) =>
      differences(join(projectFolder, generator.output), join(root, generator.output)).map(
        (line) => `${generator.output}${line}`,
      ),
    );
    if (lines.length > 0) throw new Refusal(`${lines.join("\n")}\nRun \`pnpm generate\` and commit what it writes.`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function reportCurrent(): void {
  const stale = staleGenerators();
  if (stale.length > 0) throw new Refusal(stale.join("\n"));
}

const names = settings.generators.map((generator) => generator.name).join(" and ");
const outputs = settings.generators.map((generator) => generator.output).join(", ");
const commands: Record<string, () => string> = {
  "": () => {
    generate(projectFolder);
    return `Generated ${outputs} with openapi-generator ${settings.version}.`;
  },
  "--current": () => {
    reportCurrent();
    return `The generated code of ${names} is what openapi-generator ${settings.version} makes of the contract.`;
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
