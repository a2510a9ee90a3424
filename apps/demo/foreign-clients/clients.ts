import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const programs = fileURLToPath(new URL("programs/", import.meta.url));
const pythonPackages = readFileSync(join(programs, "requirements.txt"), "utf8");
const goModule = readFileSync(join(programs, "go/go.mod"), "utf8");
const openapi = createRequire(import.meta.url)("@volcengine/openapi/package.json");

/** Longest time that an installation or a program may take. */
const timeoutMs = 300_000;

/** Something that this machine lacks: a language, or its registry. The message says which. */
export class NotHere extends Error {}

/** A client of the vendor's. */
export interface Client {
  readonly name: string;
  /** Makes it ready in a folder that several clients may share, and gives the command that runs its program. */
  install(folder: string): Promise<Command>;
}

type Command = readonly [command: string, ...args: string[]];

/** The vendor's clients, as far as registries have them. */
export const clients: readonly Client[] = [
  pythonClient("volcengine", "volcengine_knowledgebase.py"),
  pythonClient("vikingdb-python-sdk", "vikingdb_knowledge.py"),
  {
    name: `@volcengine/openapi ${openapi.version}`,
    install: async () => [process.execPath, join(programs, "openapi.js")],
  },
  {
    name: `volc-sdk-golang ${/volc-sdk-golang (\S+)/.exec(goModule)?.[1]}`,
    async install(folder) {
      const program = join(folder, "volc-sdk-golang");
      await prepare(["go", "build", "-o", program, "."], join(programs, "go"));
      return [program];
    },
  },
];

/** Both Python clients come with one installation. */
const environments = new Map<string, Promise<string>>();

function pythonClient(name: string, program: string): Client {
  const version = new RegExp(`^${name}==(\\S+)`, "m").exec(pythonPackages)?.[1];
  return {
    name: `${name} ${version}`,
    async install(folder) {
      const python = environments.get(folder) ?? createEnvironment(folder);
      environments.set(folder, python);
      return [await python, join(programs, program)];
    },
  };
}

async function createEnvironment(folder: string): Promise<string> {
  const environment = join(folder, "python");
  await prepare(["python3", "-m", "venv", environment], programs);
  const python = join(environment, "bin/python");
  await prepare([python, "-m", "pip", "install", "--quiet", "--no-deps", "-r", "requirements.txt"], programs);
  return python;
}

async function prepare(command: Command, cwd: string): Promise<void> {
  await run(command, "", cwd).catch((error: Error) => {
    throw new NotHere(error.message.replaceAll(/\s+/g, " ").slice(0, 300));
  });
}

/**
 * Runs a command to its end with a text as its input, and gives what it wrote.
 *
 * @throws Error when it cannot be started, fails or takes too long; the message has the end of what it wrote to stderr.
 */
export async function run([command, ...args]: Command, input: string, cwd?: string): Promise<string> {
  // Python would leave compiled files beside its programs.
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  // Not the option `timeout`: where the command is missing, its timer would hold this process until it ends.
  const child = spawn(command, args, { cwd, env, signal: AbortSignal.timeout(timeoutMs) });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // A program that ends before it has read its input fails for a better reason.
  child.stdin.on("error", () => {}).end(input);
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ""} ended with ${status}: ${stderr.trim().slice(-2000)}`);
  return stdout;
}
