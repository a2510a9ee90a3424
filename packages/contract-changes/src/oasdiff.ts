import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Terminal } from "@viking-kb/command-line";
import { CannotRunError } from "@viking-kb/contract";

/** A change as oasdiff tells it (`oasdiff schema` describes the whole). */
export interface OasdiffChange {
  /** The rule, such as `response-property-became-required`; `oasdiff checks changelog` lists all. */
  readonly id: string;
  readonly text: string;
  /** 1 is information, 2 a warning, 3 an error: what breaks clients. */
  readonly level: number;
  readonly operationId?: string;
  /** Method and path stand for an operation that has no id. */
  readonly operation?: string;
  readonly path?: string;
}

/** Compares two OpenAPI documents in files. */
export type Oasdiff = (released: string, working: string) => Promise<OasdiffChange[]>;

const moduleFolder = fileURLToPath(new URL("../oasdiff", import.meta.url));
const cacheFolder = fileURLToPath(new URL("../../../node_modules/.cache/oasdiff", import.meta.url));

/** On PATH, or where Go's own installer puts it. */
const goCommands = ["go", "/usr/local/go/bin/go"];

/**
 * Finds oasdiff, and builds it once for each version where Go is. The module and all that it needs are held to the
 * hashes in oasdiff/go.sum.
 *
 * @returns undefined where it is not built yet and Go is missing
 * @throws CannotRunError where it cannot be built
 */
export async function findOasdiff({ writeError }: Pick<Terminal, "writeError">): Promise<Oasdiff | undefined> {
  const hash = createHash("sha256").update(await readFile(join(moduleFolder, "go.sum")));
  const folder = join(cacheFolder, hash.digest("hex").slice(0, 16));
  const file = join(folder, process.platform === "win32" ? "oasdiff.exe" : "oasdiff");
  if (existsSync(file)) return oasdiffIn(file);
  const go = await findGo();
  if (go === undefined) return undefined;
  writeError("Building oasdiff, once: this takes up to two minutes …\n");
  await mkdir(folder, { recursive: true });
  // Under a name of its own until it is whole: another process may build at the same time.
  const built = `${file}.${process.pid}.new`;
  const args = ["build", "-C", moduleFolder, "-mod=readonly", "-trimpath", "-o", built, "github.com/oasdiff/oasdiff"];
  // An older Go fetches the one that go.mod asks for, unless somebody has said otherwise.
  const { status, errors } = await run(go, args, { GOTOOLCHAIN: "auto", ...process.env });
  if (status !== 0) throw new CannotRunError(`Go could not build oasdiff, which compares contracts:\n${errors.trim()}`);
  await rename(built, file);
  return oasdiffIn(file);
}

async function findGo(): Promise<string | undefined> {
  for (const command of goCommands) {
    if ((await run(command, ["version"])).status === 0) return command;
  }
  return undefined;
}

function oasdiffIn(file: string): Oasdiff {
  return async (released, working) => {
    const { status, output, errors } = await run(file, ["changelog", released, working, "--format", "json"]);
    if (status === 0) return JSON.parse(output === "" ? "[]" : output);
    throw new CannotRunError(`oasdiff could not compare the contracts: ${errors.split("\nUsage:")[0]?.trim()}`);
  };
}

interface Run {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command to its end; a command that is not there ends with a status of null. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const [output, errors]: [string[], string[]] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
    child.once("error", (error) => resolve({ status: null, output: "", errors: error.message }));
    child.once("close", (status) => resolve({ status, output: output.join(""), errors: errors.join("") }));
  });
}
