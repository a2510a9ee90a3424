import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run-command.ts";

const packagesFolder = fileURLToPath(new URL("../../", import.meta.url));
const programsFolder = fileURLToPath(new URL("programs/", import.meta.url));

/** A folder outside the workspace, with the packed packages and the consumers' projects. */
export interface Ground {
  readonly folder: string;
  /** Makes a project with the packed packages installed and the named programs in it. */
  createProject(name: string, programs: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Packs auth and client, as they would be published, into a temporary folder. */
export async function prepareGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-consumers-"));
  for (const name of ["auth", "client"]) {
    await run("pnpm", ["pack", "--pack-destination", folder], { cwd: join(packagesFolder, name) });
  }
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith(".tgz")).map((file) => join(folder, file));
  return {
    folder,
    async createProject(name, programs) {
      const project = join(folder, name);
      await mkdir(project);
      await writeFile(join(project, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
      // Offline: the two packages need nothing from the registry.
      await run("npm", ["install", "--offline", "--no-audit", "--no-fund", ...tarballs], { cwd: project });
      for (const program of programs)
        await cp(join(programsFolder, program), join(project, program), { recursive: true });
      return project;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

interface Tree {
  readonly dependencies?: Readonly<Record<string, Tree>>;
}

/** Every package in a project's tree, at any depth, each once, in order. */
export async function installedPackages(project: string): Promise<string[]> {
  const names = new Set<string>();
  const walk = ({ dependencies = {} }: Tree) => {
    for (const [name, tree] of Object.entries(dependencies)) {
      names.add(name);
      walk(tree);
    }
  };
  walk(JSON.parse(await run("npm", ["ls", "--all", "--json"], { cwd: project })));
  return [...names].sort();
}
