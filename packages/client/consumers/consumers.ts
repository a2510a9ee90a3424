import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPage } from "./page.ts";
import { run } from "./run-command.ts";
import type { Tool, ToolName } from "./tools.ts";

/** What a consumer needs to run. */
export interface Surroundings {
  /** A project with the packed packages and the consumer's programs. */
  readonly project: string;
  /** Address of the server; it also serves the files in `site`. */
  readonly url: string;
  /** Folder of the files that the server serves. */
  readonly site: string;
  readonly tools: Readonly<Record<ToolName, Tool>>;
}

/** One way in which users take the packages into a project. */
export interface Consumer {
  readonly name: string;
  /**
   * The tools that it needs; the first one's version is shown. If there are none, it runs on the Node that runs this.
   */
  readonly tools: readonly ToolName[];
  readonly programs: readonly string[];
  run(surroundings: Surroundings): Promise<void>;
}

const typescriptOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable"],
  types: [],
};

/** Platforms without the types of a browser: their own take the place, and libraries are checked with these. */
const platforms = { nodeTypes: "@types/node", workerTypes: "@cloudflare/workers-types" } as const;

/**
 * Compiles a program with one way of resolving modules, and runs the result. Then compiles what uses every entry, with
 * the types of each platform alone.
 */
function typescriptConsumer(name: string, options: object, tool: "typescript" | "lowestTypescript"): Consumer {
  return {
    name: `TypeScript under ${name}`,
    tools: [tool, "nodeTypes", "workerTypes"],
    programs: ["types.ts", "every-entry.ts", "try-calls.js", "try-calls.d.ts"],
    async run({ project, url, tools }) {
      const compile = async (title: string, files: readonly string[], more: object) => {
        const compilerOptions = { ...typescriptOptions, ...options, ...more };
        await writeFile(join(project, title), JSON.stringify({ compilerOptions, files }));
        await run(process.execPath, [join(tools[tool].folder, "bin/tsc"), "-p", title], { cwd: project });
      };
      await compile("tsconfig.json", ["types.ts", "every-entry.ts"], {});
      await run(process.execPath, ["types.js", url], { cwd: project });
      await mkdir(join(project, "node_modules/@types"));
      await mkdir(join(project, "node_modules/@cloudflare"));
      const checks = Object.entries(platforms).map(async ([types, name]) => {
        await symlink(tools[types as keyof typeof platforms].folder, join(project, "node_modules", name), "junction");
        const platform = { lib: ["es2022"], types: [name.replace("@types/", "")], noEmit: true };
        await compile(`tsconfig.${types}.json`, ["every-entry.ts"], platform);
      });
      await Promise.all(checks);
    },
  };
}

/** Calls, downloads to files and looks names up: by a Node that is a tool, or by the Node that runs this. */
function nodeConsumer(name: string, tool?: ToolName): Consumer {
  return {
    name,
    tools: tool === undefined ? [] : [tool],
    programs: ["import.js", "try-auth.js", "try-calls.js", "downloads.js"],
    async run({ project, url, tools }) {
      const node = tool === undefined ? process.execPath : tools[tool].command("node");
      for (const program of ["import.js", "downloads.js"]) await run(node, [program, url], { cwd: project });
    },
  };
}

const nodeNext = { module: "nodenext", moduleResolution: "nodenext" };
const bundler = { module: "esnext", moduleResolution: "bundler" };

/** All consumers, in the order of the table. */
export const consumers: readonly Consumer[] = [
  nodeConsumer("Node by import"),
  {
    name: "Node by require",
    tools: [],
    programs: ["require.cjs", "try-calls.js"],
    run: async ({ project, url }) => void (await run(process.execPath, ["require.cjs", url], { cwd: project })),
  },
  nodeConsumer("Node 20 by import", "node20"),
  {
    name: "Node 20 by require",
    tools: ["node20"],
    programs: ["require.cjs", "try-calls.js"],
    run: async ({ project, url, tools }) =>
      void (await run(tools.node20.command("node"), ["require.cjs", url], { cwd: project })),
  },
  nodeConsumer("the lowest Node of `engines`, by import", "lowestNode"),
  typescriptConsumer("NodeNext", nodeNext, "typescript"),
  typescriptConsumer("Bundler", bundler, "typescript"),
  typescriptConsumer("NodeNext, its lowest version", nodeNext, "lowestTypescript"),
  {
    name: "Deno",
    tools: ["deno"],
    programs: ["import.js", "try-auth.js", "try-calls.js"],
    async run({ project, url, tools }) {
      const env = { DENO_DIR: join(project, ".deno"), DENO_NO_UPDATE_CHECK: "1" };
      const allowed = [`--allow-net=${new URL(url).host}`, "--no-prompt", "--cached-only"];
      await run(tools.deno.command("deno"), ["run", ...allowed, "import.js", url], { cwd: project, env });
    },
  },
  {
    name: "Bun",
    tools: ["bun"],
    programs: ["import.js", "try-auth.js", "try-calls.js"],
    run: async ({ project, url, tools }) =>
      void (await run(tools.bun.command("bun"), ["run", "import.js", url], { cwd: project })),
  },
  {
    name: "workerd",
    tools: ["workerd", "esbuild"],
    programs: ["worker.js", "worker.capnp", "try-auth.js", "try-calls.js"],
    async run({ project, url, tools }) {
      // workerd runs files and does not resolve packages.
      const bundled = ["--bundle", "--format=esm", "--outfile=built/worker.js"];
      await run(tools.esbuild.command("esbuild"), ["worker.js", ...bundled], { cwd: project });
      await run(tools.workerd.command("workerd"), ["test", "worker.capnp"], { cwd: project, env: { ENDPOINT: url } });
    },
  },
  {
    name: "Vite, for a page with a signer",
    tools: ["vite", "playwright"],
    programs: ["page", "try-calls.js"],
    async run({ project, url, site, tools }) {
      await mkdir(site, { recursive: true });
      const vite = join(tools.vite.folder, "bin/vite.js");
      const options = ["--outDir", site, "--emptyOutDir", "--logLevel", "error"];
      await run(process.execPath, [vite, "build", "page", ...options], { cwd: project });
      const built = await readFile(join(site, "index.html"), "utf8");
      if (!built.includes("/assets/")) throw new Error(`Vite built no script into the page: ${built}`);
      await openPage(url, tools.playwright);
    },
  },
];
