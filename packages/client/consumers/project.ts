import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { run } from "./run-command.ts";

const packagesFolder = fileURLToPath(new URL("../../", import.meta.url));
const programsFolder = fileURLToPath(new URL("programs/", import.meta.url));

/** A folder outside the workspace, with the packed packages and the consumers' projects. */
export interface Ground {
  readonly folder: string;
  /**
   * Makes a project with the packed packages installed and the named programs in it. They are written as ES modules;
   * where its scripts are CommonJS, their imports become `require`.
   */
  createProject(name: string, programs: readonly string[], scripts?: "module" | "commonjs"): Promise<string>;
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
    async createProject(name, programs, scripts = "module") {
      const project = join(folder, name);
      await mkdir(project);
      await writeFile(join(project, "package.json"), JSON.stringify({ name, private: true, type: scripts }));
      // Offline: the two packages need nothing from the registry.
      await run("npm", ["install", "--offline", "--no-audit", "--no-fund", ...tarballs], { cwd: project });
      for (const program of programs) {
        const [from, to] = [join(programsFolder, program), join(project, program)];
        if (scripts === "commonjs" && program.endsWith(".js")) {
          const { code } = await transform(await readFile(from, "utf8"), { format: "cjs" });
          await writeFile(to, code);
        } else await cp(from, to, { recursive: true });
      }
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
