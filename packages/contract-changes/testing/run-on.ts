import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../src/command.js";
import type { Oasdiff } from "../src/oasdiff.js";

/** The working contract, a copy each time. */
export async function readBundle(): Promise<object> {
  return JSON.parse(await readFile(fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.json")), "utf8"));
}

/** What the command is run on. */
export interface Ground {
  readonly released: object;
  readonly working: object;
  /** YAML; no reasons by default. */
  readonly reasons?: string;
  /** Undefined where there is no Go. */
  readonly oasdiff: Oasdiff | undefined;
  readonly args?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs the command on two contracts, and tells what it wrote and what its files hold then. */
export async function runOn({ released, working, reasons = "[]", oasdiff, args = [], environment = {} }: Ground) {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-contract-changes-"));
  const file = (name: string) => join(folder, name);
  try {
    await writeFile(file("released.json"), JSON.stringify(released));
    await writeFile(file("working.json"), JSON.stringify(working));
    await writeFile(file("reasons.yaml"), reasons);
    const [output, errors]: [string[], string[]] = [[], []];
    const terminal = {
      write: (text: string) => output.push(text) > 0,
      writeError: (text: string) => errors.push(text) > 0,
      columns: undefined,
      environment,
      now: () => new Date(0),
      signal: new AbortController().signal,
    };
    const given = ["--released", file("released.json"), "--reasons", file("reasons.yaml"), file("working.json")];
    const code = await runCommand([...given, ...args], terminal, async () => oasdiff);
    const after = {
      released: await readFile(file("released.json"), "utf8"),
      reasons: await readFile(file("reasons.yaml"), "utf8"),
    };
    return { code, output: output.join(""), errors: errors.join(""), after };
  } finally {
    await rm(folder, { recursive: true });
  }
}
