import { mkdir } from "node:fs/promises";
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
  typescript: "typescript@7.0.2",
  lowestTypescript: "typescript@5.0.4",
  nodeTypes: "@types/node@20.19.43",
  workerTypes: "@cloudflare/workers-types@5.20261117.1",
  playwright: "playwright-core@1.65.1",
} as const;

/** The name of a tool in the table above. */
export type ToolName = keyof typeof packages;

/** Something that this machine lacks, which is no fault of the packages. The message says what is missing. */
export class NotHere extends Error {}

/** An installed tool. It has a folder of its own, so that it is in no consumer's tree of packages. */
export interface Tool {
  readonly version: string;
  /** Its package's folder. */
  readonly folder: string;
  /** The path of one of its commands. */
  command(name: string): string;
}

/**
 * Installs a tool in a folder of its own.
 *
 * @throws Error when it cannot be installed here; the message is npm's.
 */
export async function installTool(name: ToolName, parent: string): Promise<Tool> {
  const project = join(parent, name);
  await mkdir(project);
  const specifier = packages[name];
  const at = specifier.lastIndexOf("@");
  // --prefix: the folder has no manifest, so npm would look for one in the folders above.
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", project, specifier], {
    cwd: project,
  });
  const modules = join(project, "node_modules");
  return {
    version: specifier.slice(at + 1),
    folder: join(modules, specifier.slice(0, at)),
    command: (command) => join(modules, ".bin", command),
  };
}
