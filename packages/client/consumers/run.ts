// Uses the packed packages as their users do, in every supported way, and prints the results. With a text as argument,
// it runs only the consumers whose names contain it.

import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Consumer, consumers } from "./consumers.ts";
import { type Ground, installedPackages, prepareGround } from "./project.ts";
import { type Server, startServer } from "./server.ts";
import { installTool, NotHere, type Tool, type ToolName } from "./tools.ts";

/** Requests that try-calls.js makes. */
const requestsOfACall = 6;
const [, , text = ""] = process.argv;
const chosen = consumers.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
const expectedPackages = ["@viking-kb/auth", "@viking-kb/client"];

interface Row {
  readonly consumer: string;
  readonly version: string;
  readonly result: string;
  readonly failed: boolean;
}

if (chosen.length === 0)
  throw new Error(`No consumer is called ${text}: there are ${consumers.map(({ name }) => name).join("; ")}.`);

const ground = await prepareGround();
try {
  const site = join(ground.folder, "site");
  const server = await startServer(await ground.createProject("server", ["server.js"]), site);
  try {
    const tools = await installTools(ground);
    const rows: Row[] = [];
    for (const [index, consumer] of chosen.entries()) {
      rows.push(await tryConsumer(consumer, `consumer-${index}`, { ground, server, site, tools }));
    }
    process.stdout.write(table(rows));
    process.exitCode = rows.some(({ failed }) => failed) ? 1 : 0;
  } finally {
    await server.close();
  }
} finally {
  await ground.remove();
}

/** Each tool that could be installed, or the reason why it could not. */
async function installTools({ folder }: Ground): Promise<Map<ToolName, Tool | NotHere>> {
  const names = new Set(chosen.flatMap(({ tools }) => tools));
  const tools = new Map<ToolName, Tool | NotHere>();
  for (const name of names) {
    const tool = await installTool(name, folder).catch((error: Error) => new NotHere(oneLine(error.message)));
    tools.set(name, tool);
  }
  return tools;
}

async function tryConsumer(
  { name, tools, programs, run }: Consumer,
  projectName: string,
  given: { ground: Ground; server: Server; site: string; tools: Map<ToolName, Tool | NotHere> },
): Promise<Row> {
  const { ground, server, site } = given;
  const [first = process.versions.node] = tools.map((tool) => given.tools.get(tool)).map((tool) => versionOf(tool));
  const row = (result: string, failed = false) => ({ consumer: name, version: first, result, failed });
  try {
    const here = Object.fromEntries(tools.map((tool) => [tool, requireTool(given.tools.get(tool))]));
    const project = await ground.createProject(projectName, programs);
    const installed = await installedPackages(project);
    if (!isDeepStrictEqual(installed, expectedPackages)) throw new Error(`its tree holds ${installed.join(", ")}`);
    await server.countVerified();
    await run({ project, url: server.url, site, tools: here as Record<ToolName, Tool> });
    const verified = await server.countVerified();
    if (verified !== requestsOfACall) throw new Error(`${verified} signed requests arrived, not ${requestsOfACall}`);
    return row("ok");
  } catch (error) {
    if (error instanceof NotHere) return row(`not run: ${error.message}`);
    return row(`FAILED: ${error instanceof Error ? error.message : String(error)}`, true);
  }
}

function requireTool(tool: Tool | NotHere | undefined): Tool {
  if (tool instanceof NotHere) throw tool;
  if (tool === undefined) throw new Error("It was not installed.");
  return tool;
}

function versionOf(tool: Tool | NotHere | undefined): string {
  return tool === undefined || tool instanceof NotHere ? "-" : tool.version;
}

/** A message of npm's in one line, without its warnings. */
function oneLine(text: string): string {
  return text
    .replaceAll(/npm warn .*/g, "")
    .replaceAll(/\s+/g, " ")
    .slice(0, 300);
}

function table(rows: readonly Row[]): string {
  const width = (column: (row: Row) => string) => Math.max(...rows.map((row) => column(row).length));
  const [consumerWidth, versionWidth] = [width((row) => row.consumer), width((row) => row.version)];
  return rows
    .map(
      ({ consumer, version, result }) =>
        `${consumer.padEnd(consumerWidth)}  ${version.padEnd(versionWidth)}  ${result}\n`,
    )
    .join("");
}
