import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root } from "../testing/read-snippets.ts";

/** Longest time that a command may take. */
const timeoutMs = 120_000;

/** What is packed of a package's manifest. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly engines?: { readonly node: string };
  readonly bin?: Readonly<Record<string, string>>;
}

/** Every workspace of the repository, by the last part of its name. */
export const workspaces: ReadonlyMap<string, Manifest & { readonly folder: string }> = new Map(
  globSync(["spec/package.json", "{packages,apps}/*/package.json"], { cwd: root }).map((path) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(root, path), "utf8"));
    return [manifest.name.replace("@viking-kb/", ""), { ...manifest, folder: join(root, dirname(path)) }];
  }),
);
export const published = [...workspaces.keys()].filter((name) => workspaces.get(name)?.private !== true);

export function manifestOf(name: string): Manifest & { readonly folder: string } {
  const manifest = workspaces.get(name);
  if (manifest === undefined) throw new Error(`There is no package ${name}.`);
  return manifest;
}

/** The oldest Node that a package names: `>=20.19` is 20.19.0. */
export function oldestNode(name: string): string {
  const [, version] = /^>=(\d+(?:\.\d+)+)$/.exec(manifestOf(name).engines?.node ?? "") ?? [];
  if (version === undefined) throw new Error(`engines.node of ${name} is none like >=20.19.`);
  return version.split(".").length === 2 ? `${version}.0` : version;
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that goes on running. */
export interface Running {
  /** What the pattern found in its output. */
  readonly found: string;
  stop(): Promise<void>;
}

/** A folder of somebody who has never seen this repository. */
export interface Project {
  readonly folder: string;
  /** Runs a line of bash to its end, and what it left running too. */
  run(line: string, environment?: Environment): Promise<Ended>;
  /** Starts a line of bash, and waits until its output has the pattern's first group. */
  start(line: string, pattern: RegExp): Promise<Running>;
}
type Environment = Readonly<Record<string, string>>;

/** A temporary folder with the tarballs, the Nodes, an empty HOME and the projects. */
export interface Ground {
  readonly folder: string;
  tarball(name: string): string;
  /** An empty project on a Node of this version, in which npm has installed these tarballs and packages of the registry. */
  project(name: string, node: string, packages: readonly string[], others?: readonly string[]): Promise<Project>;
  node(version: string): string;
  remove(): Promise<void>;
}

/** Packs every published package, and installs the Nodes. */
export async function prepareGround(nodes: readonly string[]): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-installed-"));
  const home = join(folder, "home");
  await mkdir(home);
  const tarball = (name: string) => join(folder, `viking-kb-${name}-${manifestOf(name).version}.tgz`);
  for (const name of published)
    await succeed("pnpm", ["pack", "--pack-destination", folder], { cwd: manifestOf(name).folder });

  const binary = `node-${process.platform}-${process.arch}`;
  const aliases = [...new Set(nodes)].map((version) => `node-${version}@npm:${binary}@${version}`);
  await succeed("npm", ["install", "--no-audit", "--no-fund", "--prefix", join(folder, "nodes"), ...aliases]);
  const node = (version: string) => join(folder, "nodes/node_modules", `node-${version}`, "bin/node");

  return {
    folder,
    tarball,
    node,
    async project(name, version, packages, others = []) {
      const own = join(folder, name);
      await mkdir(own);
      await writeFile(join(own, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
      const project = projectIn(own, strangersEnvironment(home, dirname(node(version))));
      const wanted = [...packages.map(tarball), ...others];
      if (wanted.length > 0) await succeeding(project, `npm install --no-audit --no-fund ${wanted.join(" ")}`);
      return project;
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Nothing of this repository, its package manager or its user; only what leads to the registry. */
function strangersEnvironment(home: string, nodeFolder: string): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value = ""]) =>
    /^(npm_config_(registry|cafile)|.*_proxy|node_extra_ca_certs|lang|tmpdir)$/i.test(name) ? [[name, value]] : [],
  );
  const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => !/node_modules[/\\]/.test(entry));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    PATH: [nodeFolder, ...path].join(delimiter),
    NO_COLOR: "1",
    npm_config_update_notifier: "false",
  };
}

function projectIn(folder: string, environment: Environment): Project {
  const begin = (line: string, more: Environment = {}) => {
    const env = { ...environment, ...more };
    // A process group of its own, so that nothing of it is left running.
    const child = spawn("bash", ["-c", line], { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const told = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      told.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      told.stderr += text;
    });
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // Nothing of it is left.
      }
    };
    return { child, told, end };
  };
  return {
    folder,
    async run(line, more) {
      const { child, told, end } = begin(line, more);
      const timer = setTimeout(end, timeoutMs);
      const [code] = await once(child, "exit");
      clearTimeout(timer);
      end();
      if (!child.stdout.closed || !child.stderr.closed) await once(child, "close");
      return { code, ...told };
    },
    async start(line, pattern) {
      const { child, told, end } = begin(line);
      const timer = setTimeout(end, timeoutMs);
      for await (const _ of child.stdout.iterator({ destroyOnReturn: false })) if (pattern.test(told.stdout)) break;
      clearTimeout(timer);
      const [, found] = pattern.exec(told.stdout) ?? [];
      if (found === undefined) throw new Error(`${line} did not start: ${told.stdout}${told.stderr}`);
      child.stdout.resume();
      return {
        found,
        async stop() {
          const closed = child.exitCode === null && once(child, "exit");
          end();
          await closed;
        },
      };
    },
  };
}

/** Runs a line that must succeed, and gives what it wrote to standard output. */
export async function succeeding(project: Project, line: string, environment?: Environment): Promise<string> {
  const { code, stdout, stderr } = await project.run(line, environment);
  if (code !== 0) throw new Error(`${line} ended with ${code}: ${`${stdout}${stderr}`.trim().slice(-3000)}`);
  return stdout;
}

/** Runs a command of this machine that must succeed. */
export async function succeed(command: string, args: readonly string[], options: { cwd?: string } = {}): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      told += text;
    });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}: ${told.trim().slice(-3000)}`);
}

/** How many packages npm has put into a project. */
export async function countPackages(project: Project): Promise<number> {
  const listed = await succeeding(project, "npm ls --all --parseable");
  return new Set(listed.trim().split("\n")).size - 1;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return String(address.port);
}

/** Puts a file or folder of the repository, given by its path there, into a project. */
export async function give(project: Project, path: string, name = ""): Promise<void> {
  await cp(join(root, path), join(project.folder, name), { recursive: true });
}
