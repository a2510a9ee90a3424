import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { root, snippetsOf } from "../testing/read-snippets.ts";
import type { Ground } from "./ground.ts";
import { example, exampleProject, page } from "./page.ts";
import { type Ended, freePort, give, type Project, succeeding } from "./project.ts";
import { expectText, lastLine } from "./strangers.ts";

const file = ".github/actions/verify-contract/action.yml";

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
const action: Action = parse(readFileSync(join(root, file), "utf8"));
const workflowFile = ".github/workflows/verify-contract.yml";
const workflow = parse(readFileSync(join(root, workflowFile), "utf8"));
const [installing, starting, verifying] = action.runs.steps.filter(({ run }) => run !== undefined);

/**
 * Runs the steps of the action as a runner of GitHub does: green, red with the fault, and on a server that does not
 * start.
 */
export async function runAction(ground: Ground): Promise<string> {
  if (!installing || !starting || !verifying) throw new Error(`${file} has fewer than three steps that run something.`);
  for (const job of callers()) assertGiven(job);
  const project = await exampleProject(ground, "action");
  await give(project, `${example}/names.yaml`, "names.yaml");
  await succeeding(project, `npm install --no-audit --no-fund ${ground.tarball("auth")} ${ground.tarball("spec")}`);
  const packages = ["auth", "spec", "contract"].map(ground.tarball).join(" ");
  const install = await inputsFor("node server.js", packages);
  const outputs = await outputsOf(project, installing, install);

  const green = await verify("node server.js");
  if (green.code !== 0) throw new Error(`the run ended with ${green.code}: ${green.stdout}${green.stderr}`);
  for (const name of ["contract.xml", "contract.json", "contract.html", "contract.md", "server.log"])
    if (!existsSync(join(outputs.reports ?? "", name))) throw new Error(`it left no ${name}`);
  const red = await verify("FAULT=total-is-count node server.js");
  if (red.code !== 1) throw new Error(`the run with the fault ended with ${red.code}: ${red.stdout}${red.stderr}`);
  expectText(red.stdout, [/total_num/]);
  expectText(readFileSync(join(project.folder, "runner/summary.md"), "utf8"), [/total_num/]);
  const dead = await verify("echo there is no server; exit 3");
  expectText(`${dead.code} ${dead.stdout}`, [/^1 ::error::The server has ended before/, /there is no server/]);
  return `green: ${lastLine(green.stdout)}; red: ${lastLine(red.stdout)}`;

  /** Starts a server and holds it to the contract; what was started ends with it. */
  async function verify(start: string): Promise<Ended> {
    const inputs = await inputsFor(start, packages);
    const both = [starting, verifying].map((step) => shellOf(step, inputs, outputs));
    return project.run(both.map((shell) => `(${shell})`).join(" && "), await runnerVariables(project));
  }
}

interface Call {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}

/** Who calls the action or the workflow: what the page shows, and the workflow itself. */
function callers(): Call[] {
  const shown = snippetsOf(page).filter(({ language, text }) => language === "yaml" && text.includes("uses:"));
  const jobs: (Call & { readonly steps?: Call[] })[] = [workflow, ...shown.map(({ text }) => parse(text))].flatMap(
    (document) => Object.values(document.jobs),
  );
  const calls = jobs
    .flatMap((job) => [job, ...(job.steps ?? [])])
    .filter(({ uses = "" }) => /verify-contract/.test(uses));
  if (calls.length !== 3) throw new Error(`${calls.length} calls of the action and the workflow, not 3, are there`);
  return calls;
}

/** Neither names an input that there is not, nor leaves out one that is required. */
function assertGiven({ uses = "", with: inputs = {}, secrets = {} }: Call): void {
  const known = uses.includes("workflows/")
    ? { ...workflow.on.workflow_call.inputs, ...workflow.on.workflow_call.secrets }
    : action.inputs;
  const given = Object.keys({ ...inputs, ...secrets });
  const unknown = given.filter((name) => known[name] === undefined);
  const missing = Object.keys(known).filter((name) => known[name].required && !given.includes(name));
  if (unknown.length + missing.length > 0)
    throw new Error(`a call of ${uses} gives ${unknown.join(", ")}, which is unknown, and not ${missing.join(", ")}`);
}

async function inputsFor(start: string, packages: string): Promise<Record<string, string>> {
  const port = await freePort();
  const given: Record<string, string> = {
    start: `export PORT=${port}; ${start}`,
    "base-url": `http://127.0.0.1:${port}`,
    names: "names.yaml",
    arguments: "--requests 20 --seed 2",
    package: packages,
    "access-key-id": "AKLTREADER",
    "secret-access-key": "the-secret-of-the-reader",
    "restricted-access-key-id": "AKLTNOBODY",
    "restricted-secret-access-key": "the-secret-of-nobody",
  };
  const unknown = Object.keys(given).filter((name) => action.inputs[name] === undefined);
  if (unknown.length > 0) throw new Error(`${file} has no input ${unknown.join(", ")}.`);
  const defaults = Object.entries(action.inputs).map(([name, { default: value = "" }]) => [name, value]);
  return { ...Object.fromEntries(defaults), ...given };
}

async function outputsOf(project: Project, step: Step, inputs: Record<string, string>) {
  const variables = await runnerVariables(project);
  await succeeding(project, shellOf(step, inputs, {}), variables);
  const lines = readFileSync(variables.GITHUB_OUTPUT, "utf8").trim().split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s) as [string, string]));
}

async function runnerVariables(project: Project) {
  const temporary = join(project.folder, "runner");
  await mkdir(temporary, { recursive: true });
  const files = { GITHUB_OUTPUT: join(temporary, "output"), GITHUB_STEP_SUMMARY: join(temporary, "summary.md") };
  for (const path of Object.values(files)) await writeFile(path, "");
  return { ...files, RUNNER_TEMP: temporary, GITHUB_ACTIONS: "true" };
}

/** A step as a line of bash: its variables, and its script as GitHub's `shell: bash` runs it. */
function shellOf(step: Step | undefined, inputs: Record<string, string>, outputs: Record<string, string>): string {
  const { run = "", env = {} } = step ?? { name: "" };
  const fill = (text: string) =>
    text.replaceAll(/\$\{\{ *(inputs|steps\.install\.outputs)\.([\w-]+) *\}\}/g, (expression, whose, name) => {
      const value = (whose === "inputs" ? inputs : outputs)[name];
      if (value === undefined) throw new Error(`${file} asks for ${expression}, which there is not.`);
      return value;
    });
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quote(fill(value))}`);
  return `env ${variables.join(" ")} bash --noprofile --norc -eo pipefail -c ${quote(fill(run))}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
