import { copyFile, readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createProgram, runProgram, type Terminal } from "@viking-kb/command-line";
import { CannotRunError, isObject, type JsonObject, readExplanations } from "@viking-kb/contract";
import { compareMarks } from "./compare-marks.js";
import { formatChanges } from "./format-changes.js";
import { judgeChanges } from "./judge-changes.js";
import { judgeOasdiff } from "./judge-oasdiff.js";
import type { Oasdiff } from "./oasdiff.js";

const inSpec = (path: string) => fileURLToPath(new URL(path, import.meta.resolve("@viking-kb/spec/package.json")));

/** What the command line says, as commander hands it over. */
interface Options {
  readonly released: string;
  readonly reasons: string;
  readonly release?: true;
}

/**
 * Runs the command and resolves to its exit code: 1 where something breaks without a reason, 2 where nothing could be
 * compared.
 *
 * @param findOasdiff undefined where there is neither oasdiff nor Go to build it
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  findOasdiff: () => Promise<Oasdiff | undefined>,
): Promise<number> {
  let isKept = true;
  const program = createProgram("viking-kb-contract-changes", terminal)
    .description("Says what the working contract breaks of the released one, for clients and for servers.")
    .argument("[contract]", "bundled contract to compare", inSpec("dist/openapi.json"))
    .option("--released <file>", "bundled contract to compare it with", inSpec("released/openapi.json"))
    .option("--reasons <file>", "YAML file that says why something breaks", inSpec("released/reasons.yaml"))
    .option("--release", "make this contract the released one, and take out the reasons, which are now history")
    .addHelpText("after", help)
    .action(async (working: string, options: Options) => {
      const oasdiff = await findOasdiff();
      if (oasdiff === undefined) return sayWithout(terminal, options);
      const [before, after] = [await readContract(options.released), await readContract(working)];
      const found = [...judgeOasdiff(await oasdiff(options.released, working)), ...compareMarks(before, after)];
      const judgement = judgeChanges(found, await readExplanations(options.reasons));
      isKept = judgement.unexplained.length === 0 && judgement.unused.length === 0;
      const named = (file: string) => relative(process.cwd(), file);
      terminal.write(formatChanges(judgement, { released: named(options.released), reasons: named(options.reasons) }));
      if (isKept && options.release) await release(working, options);
    });
  const code = await runProgram(program, args, terminal, 2);
  return code === 0 && !isKept ? 1 : code;
}

const help = `
Compares by oasdiff, which Go builds once (1.21 or newer, with the network), and
by the marks of this contract, which oasdiff does not know. Without Go nothing
is compared: that is told, and is an error with --release, and where CI is set.
Ends with 0 when nothing breaks without a reason, 1 when something does or when
a reason is about nothing, 2 when it could not be compared.`;

/** Nobody who only tries an edit must install Go; whoever decides by this command must not take silence for consent. */
function sayWithout({ environment, writeError }: Terminal, { release }: Options): void {
  const sentence =
    "The contracts were not compared: that takes oasdiff, which Go builds. Install Go from https://go.dev/dl.";
  if (release)
    throw new CannotRunError(`${sentence} Nothing was released: then run \`pnpm contract:changes --release\` alone.`);
  if (environment.CI) throw new CannotRunError(sentence);
  writeError(`${sentence}\n`);
}

async function readContract(file: string): Promise<JsonObject> {
  const refuse = (why: string, cause?: unknown): never => {
    throw new CannotRunError(`Cannot read the contract in ${file}: ${why}.`, { cause });
  };
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => refuse(`${error.code}`, error));
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    refuse((error as Error).message, error);
  }
  return isObject(document) && isObject(document.paths) ? document : refuse("it is no OpenAPI document in JSON");
}

/** The comments at the top of the file of reasons stay. */
async function release(working: string, { released, reasons }: Options): Promise<void> {
  await copyFile(working, released);
  const head = (await readFile(reasons, "utf8")).split("\n").filter((line) => line.startsWith("#"));
  await writeFile(reasons, [...head, "", "[]", ""].join("\n"));
}
