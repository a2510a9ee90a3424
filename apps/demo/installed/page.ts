import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { snippetsOf } from "../testing/read-snippets.ts";
import type { Ground } from "./ground.ts";
import { freePort, give, type Project } from "./project.ts";
import { expectText, lastLine } from "./strangers.ts";
import { oldestNode } from "./workspaces.ts";

export const page = "docs/verify-your-server.md";
export const example = "docs/examples/express-server";
const exampleFiles = ["package.json", "server.js", "answers.js", "data.json"];

/** An empty folder that has got the example server, and nothing else. */
export async function exampleProject(ground: Ground, name: string): Promise<Project> {
  const project = await ground.project(name, oldestNode("contract"), []);
  for (const file of exampleFiles) await give(project, `${example}/${file}`, file);
  return project;
}

/**
 * Runs the shell blocks of the page as they stand there, with packed packages in the place of published ones and a free
 * port in that of 8080: the first run is green, the one with the fault red, and shows what the page shows.
 */
export async function runPage(ground: Ground): Promise<string> {
  const project = await exampleProject(ground, "page");
  const port = await freePort();
  await give(project, `${example}/names.yaml`, "names.of-the-reader");
  await writeFile(join(project.folder, "page.sh"), scriptOf(ground, port));
  const { code, stdout, stderr } = await project.run("bash page.sh");
  if (code !== 0) throw new Error(`the commands of ${page} ended with ${code}: ${`${stdout}${stderr}`.slice(-3000)}`);

  const read = (file: string) => readFileSync(join(project.folder, file), "utf8");
  const [green, red] = [1, 2].map((run) => ({ code: read(`run-${run}.code`).trim(), told: read(`run-${run}.txt`) }));
  if (green?.code !== "0") throw new Error(`the first run ended with ${green?.code}: ${green?.told}`);
  expectText(green.told, [/^dredd +not run/m, /^strict +kept/m, /^properties +kept/m, / 0 failed, 0 skipped/]);
  if (red?.code !== "1") throw new Error(`the run with the fault ended with ${red?.code}: ${red?.told}`);
  const missing = shownLines().filter((line) => !red.told.includes(line));
  if (missing.length > 0) throw new Error(`${page} shows what the red run does not say: ${missing.join("; ")}`);
  for (const file of ["contract.xml", "contract.json"])
    if (!existsSync(join(project.folder, file))) throw new Error(`${file} was not written`);
  return `green: ${lastLine(green.told)}; red: ${lastLine(red.told)}`;
}

/** The commands in order, each run of the verifier with its outcome kept. */
function scriptOf({ tarball }: Ground, port: string): string {
  const blocks = snippetsOf(page).filter(({ language }) => language === "sh");
  const lines = blocks.flatMap(({ text }) => text.split("\n")).map((line) => line.replaceAll("8080", port));
  let runs = 0;
  const steps = lines.map((line) => {
    if (line === "npm install") return `npm install --no-audit --no-fund ${tarball("auth")} ${tarball("spec")}`;
    // A reader waits until the server says that it serves.
    if (line.endsWith("&"))
      return `${line}\nuntil (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null; do sleep 0.1; done`;
    // And writes the names of her own into the file.
    if (line.includes(" names >")) return `${line}\ngrep -q handbook names.yaml\ncp names.of-the-reader names.yaml`;
    if (line.startsWith("kill ")) return `${line}\nwait %1 || true`;
    if (!line.startsWith("npx viking-kb-contract http"))
      return line.replace("@viking-kb/contract", tarball("contract"));
    runs += 1;
    return `code=0; ${line} >run-${runs}.txt 2>&1 || code=$?; echo $code >run-${runs}.code`;
  });
  if (runs !== 2) throw new Error(`${page} has ${runs} runs of the verifier, not a green one and a red one.`);
  return ["set -eu", ...steps].join("\n");
}

/** What the page shows of the red run, but for what it leaves out. */
function shownLines(): string[] {
  const shown = snippetsOf(page).filter(({ language }) => language === "console");
  const lines = shown.flatMap(({ text }) => text.split("\n").map((line) => line.trim()));
  return lines.filter((line) => line !== "" && line !== "…");
}
