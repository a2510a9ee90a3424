import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import auth from "@viking-kb/auth/package.json" with { type: "json" };
import client from "../package.json" with { type: "json" };
import { run } from "./run-command.ts";

const engines = { auth: auth.engines.node, client: client.engines.node };
const nodePackage = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/** The lowest Node that both packages name in `engines`. It is also the lowest that they are tried on. */
const lowestNode = engines.auth === engines.client && /^>=(\d+\.\d+\.\d+)$/.exec(engines.client)?.[1];
if (!lowestNode)
  throw new Error(`engines.node of auth and client is one and the same ">=x.y.z", not ${Object.values(engines)}.`);

/** The tools that consumers run on or are built with: exact versions from the package registry. */
const packages = {
  lowestNode: `${nodePackage}@${lowestNode}`,
  node20: `${nodePackage}@20.20.2`,
  deno: "deno@2.9.6",
  bun: "bun@1.4.5",
  workerd: "workerd@1.20261117.1",
  esbuild: "esbuild@0.28.2",
  vite: "vite@8.3.8",
  webpack: "webpack@5.113.0",
  rollup: "rollup@4.68.8",
  rollupResolve: "@rollup/plugin-node-resolve@16.0.3",
  next: "next@16.4.6",
  react: "react@19.3.1",
  reactDom: "react-dom@19.3.1",
  jest: "jest@30.5.2",
  vitest: "vitest@3.2.7",
  jsdom: "jsdom@26.1.0",
  typescript: "typescript@7.0.2",
  typescript6: "typescript@6.0.3",
  typescript5: "typescript@5.9.3",
  lowestTypescript: "typescript@5.0.4",
  nodeTypes: "@types/node@20.19.43",
  workerTypes: "@cloudflare/workers-types@5.20261117.1",
  playwright: "playwright-core@1.65.1",
} as const;

/** The name of a tool in the table above. */
export type ToolName = keyof typeof packages;

/** Something that this machine lacks, which is no fault of the packages. The message says what is missing. */
export class NotHere extends Error {}

/** An installed tool. It is in a folder beside the consumers', so that it is in no consumer's tree of packages. */
export interface Tool {
  /** Its package's folder. */
  readonly folder: string;
  /** The path of one of its commands. */
  command(name: string): string;
}

/** The version of a tool. */
export function versionOf(name: ToolName): string {
  return packages[name].replace(/.*@/, "");
}

/**
 * Installs tools, each version of a package under a name of its own. All at once, which takes a third of the time;
 * where that fails, one by one, so that only the consumers of those that cannot be installed are left out.
 */
export async function installTools(names: readonly ToolName[], parent: string): Promise<Map<ToolName, Tool | NotHere>> {
  const together = await install(names, join(parent, "tools")).catch(() => undefined);
  if (together) return together;
  const tools = new Map<ToolName, Tool | NotHere>();
  for (const name of names) {
    const alone = install([name], join(parent, name));
    tools.set(name, await alone.then((found) => found.get(name) as Tool, notHere));
  }
  return tools;
}

/** @throws Error when one cannot be installed here; the message is npm's. */
async function install(names: readonly ToolName[], project: string): Promise<Map<ToolName, Tool>> {
  await mkdir(project);
  const wanted = names.map((name) => {
    const title = packages[name].replace(/(?!^)@.*/, "");
    const isFirst = names.find((other) => packages[other].startsWith(`${title}@`)) === name;
    return { name, installed: isFirst ? title : `${title}-${versionOf(name)}`, specifier: packages[name] };
  });
  const specifiers = wanted.map(({ installed, specifier }) =>
    specifier.startsWith(`${installed}@`) ? specifier : `${installed}@npm:${specifier}`,
  );
  // --prefix: the folder has no manifest, so npm would look for one in the folders above.
  const options = ["--no-audit", "--no-fund", "--no-save", "--prefix", project];
  if (specifiers.length > 0)
    await run("npm", ["install", ...options, ...specifiers], { cwd: project, timeoutMs: 300_000 });
  const tools = wanted.map(async ({ name, installed }): Promise<[ToolName, Tool]> => {
    const folder = join(project, "node_modules", installed);
    const { bin = {} } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const command = (title: string) => join(folder, typeof bin === "string" ? bin : bin[title]);
    return [name, { folder, command }];
  });
  return new Map(await Promise.all(tools));
}

/** A message of npm's in one line, without its warnings. */
function notHere({ message }: Error): NotHere {
  const line = message.replaceAll(/npm warn .*/g, "").replaceAll(/\s+/g, " ");
  return new NotHere(line.slice(0, 300));
}
