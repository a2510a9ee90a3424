import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Project, projectIn, succeeding } from "./project.ts";
import { manifestOf, published } from "./workspaces.ts";

/** A temporary folder with the tarballs, the Nodes, an empty HOME and the projects. */
export interface Ground {
  readonly folder: string;
  tarball(name: string): string;
  /**
   * An empty project on a Node of this version, in which npm has installed these tarballs and packages of the registry.
   */
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
  const pack = async () => {
    for (const name of published)
      await succeed("pnpm", ["pack", "--pack-destination", folder], { cwd: manifestOf(name).folder });
  };

  const binary = `node-${process.platform}-${process.arch}`;
  const aliases = [...new Set(nodes)].map((version) => `node-${version}@npm:${binary}@${version}`);
  const installNodes = () =>
    succeed("npm", ["install", "--no-audit", "--no-fund", "--prefix", join(folder, "nodes"), ...aliases]);
  await Promise.all([pack(), installNodes()]);
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
