// Uses the packed packages as their users do, in every supported way, and prints the results. With a text as argument,
// it runs only the consumers whose names contain it; with --all also those that are tried at night.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { type Consumer, versionTried } from "./consumer.ts";
import { consumers } from "./consumers.ts";
import { type Ground, installedPackages, prepareGround } from "./project.ts";
import { type Server, startServer } from "./server.ts";
import { installTools, NotHere, type Tool, type ToolName } from "./tools.ts";

/** Requests that try-calls.js makes. */
const requestsOfARound = 6;
const { values, positionals } = parseArgs({ options: { all: { type: "boolean" } }, allowPositionals: true });
const [text = ""] = positionals;
const named = consumers.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
// Who is named alone is tried at once.
const chosen = named.filter(({ nightly }) => !nightly || values.all || named.length === 1);
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
    const tools = await installTools([...new Set(chosen.flatMap(({ tools }) => tools))], ground.folder);
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

async function tryConsumer(
  consumer: Consumer,
  projectName: string,
  given: { ground: Ground; server: Server; site: string; tools: Map<ToolName, Tool | NotHere> },
): Promise<Row> {
  const { ground, server, site } = given;
  const { name, tools, programs, scripts, rounds = 1, run } = consumer;
  const begun = performance.now();
  const row = (result: string, failed = false) => {
    const seconds = `${((performance.now() - begun) / 1_000).toFixed(1)} s`.padStart(6);
    return { consumer: name, version: versionTried(consumer), result: `${seconds}  ${result}`, failed };
  };
  try {
    const here = Object.fromEntries(tools.map((tool) => [tool, requireTool(given.tools.get(tool))]));
    const project = await ground.createProject(projectName, programs, scripts);
    const installed = await installedPackages(project);
    if (!isDeepStrictEqual(installed, expectedPackages)) throw new Error(`its tree holds ${installed.join(", ")}`);
    await rm(site, { recursive: true, force: true });
    await mkdir(site);
    await server.countVerified();
    await run({ project, url: server.url, site, tools: here as Record<ToolName, Tool> });
    const [verified, expected] = [await server.countVerified(), rounds * requestsOfARound];
    if (verified !== expected) throw new Error(`${verified} signed requests arrived, not ${expected}`);
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
