import { cp, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Consumer, Surroundings } from "./consumer.ts";
import { openPage } from "./page.ts";
import { run } from "./run-command.ts";
import type { Tool, ToolName } from "./tools.ts";

/** What is bundled: programs of a project for Node, or a script for a page. */
interface Task {
  readonly project: string;
  /** Paths of the programs in the project; a script for a page is the only one. */
  readonly entries: readonly string[];
  /** Folder of what is built. Each entry's file has its name there, as an ES module with `.js`. */
  readonly folder: string;
  readonly platform: "node" | "browser";
}

interface Bundler {
  readonly title: string;
  readonly tools: readonly [ToolName, ...ToolName[]];
  /** Rejects when the bundler fails or warns. */
  bundle(task: Task, tools: Surroundings["tools"]): Promise<void>;
}

const esbuild: Bundler = {
  title: "esbuild",
  tools: ["esbuild"],
  async bundle({ project, entries, folder, platform }, tools) {
    const options = ["--bundle", "--splitting", "--format=esm", "--log-level=warning", `--platform=${platform}`];
    await run(tools.esbuild.command("esbuild"), [...entries, ...options, `--outdir=${folder}`], { cwd: project });
  },
};

/** Tools are installed for this run only, so that no import can name them. */
const loadModule = ({ folder }: Tool, file: string) => import(pathToFileURL(join(folder, file)).href);

const rollup: Bundler = {
  title: "rollup",
  tools: ["rollup", "rollupResolve"],
  async bundle({ project, entries, folder, platform }, tools) {
    const { rollup } = await loadModule(tools.rollup, "dist/es/rollup.js");
    const { default: resolve } = await loadModule(tools.rollupResolve, "dist/es/index.js");
    const bundle = await rollup({
      input: entries.map((entry) => join(project, entry)),
      external: /^node:/,
      plugins: [resolve({ browser: platform === "browser" })],
      onwarn: ({ message }: { message: string }) => {
        throw new Error(message);
      },
    });
    await bundle.write({ dir: folder, format: "es" });
    await bundle.close();
  },
};

interface Compilation {
  hasWarnings(): boolean;
  hasErrors(): boolean;
  toString(options: object): string;
}

const webpack: Bundler = {
  title: "webpack",
  tools: ["webpack"],
  async bundle({ project, entries, folder, platform }, tools) {
    const webpack = createRequire(join(tools.webpack.folder, "package.json"))("./lib/index.js");
    const named = entries.map((entry) => [entry.replace(/^.*\/|\.js$/g, ""), `./${entry}`]);
    const stats = await new Promise<Compilation>((resolve, reject) => {
      webpack(
        {
          mode: "production",
          context: project,
          entry: Object.fromEntries(named),
          target: platform === "node" ? "node" : "web",
          experiments: { outputModule: true },
          output: {
            path: folder,
            module: true,
            filename: "[name].js",
            chunkFilename: "[id].js",
            publicPath: platform === "node" ? "" : "/",
          },
          performance: false,
        },
        (error: Error | null, stats: Compilation) => (error ? reject(error) : resolve(stats)),
      );
    });
    if (stats.hasErrors() || stats.hasWarnings())
      throw new Error(stats.toString({ all: false, errors: true, warnings: true }));
  },
};

const vite: Bundler = {
  title: "Vite",
  tools: ["vite"],
  async bundle({ project, entries, folder, platform }, tools) {
    const input = Object.fromEntries(entries.map((entry) => [entry.replace(/^.*\/|\.js$/g, ""), entry]));
    const config = {
      // Whatever is not excepted stays an import.
      ...(platform === "node" && { ssr: { noExternal: true } }),
      build: { ssr: platform === "node", rollupOptions: { input }, outDir: folder, emptyOutDir: true },
    };
    await writeFile(join(project, "vite.config.js"), `export default ${JSON.stringify(config)};`);
    await run(process.execPath, [tools.vite.command("vite"), "build", "--logLevel", "error"], { cwd: project });
  },
};

/** Bundles programs for Node, and runs what was built on the lowest one. */
const forNode = ({ title, tools, bundle }: Bundler): Consumer => ({
  name: `${title}, for Node`,
  tools: [...tools, "lowestNode"],
  programs: ["import.js", "try-auth.js", "try-calls.js", "downloads.js"],
  async run({ project, url, tools }) {
    await bundle(
      { project, entries: ["import.js", "downloads.js"], folder: join(project, "built"), platform: "node" },
      tools,
    );
    for (const program of ["import", "downloads"])
      await run(tools.lowestNode.command("node"), [`built/${program}.js`, url], { cwd: project });
  },
});

/** Bundles a page with a signer, and opens it. */
const forPage = ({ title, tools, bundle }: Bundler): Consumer => ({
  name: `${title}, for a page with a signer`,
  tools: [...tools, "playwright"],
  programs: ["page", "try-calls.js"],
  async run({ project, url, site, tools }) {
    await bundle({ project, entries: ["page/page.js"], folder: site, platform: "browser" }, tools);
    await cp(join(project, "page/index.html"), join(site, "index.html"));
    await openPage(url, tools.playwright);
  },
});

/** Vite builds the page itself, of which the script is a part. */
const pageOfVite: Bundler = {
  ...vite,
  async bundle({ project, folder }, tools) {
    const options = ["--outDir", folder, "--emptyOutDir", "--logLevel", "error"];
    await run(process.execPath, [tools.vite.command("vite"), "build", "page", ...options], { cwd: project });
    await cp(join(folder, "index.html"), join(project, "page/index.html"));
  },
};

const bundlers = [webpack, esbuild, rollup, vite];

export const bundlerConsumers: readonly Consumer[] = [
  ...bundlers.map(forNode),
  ...[webpack, esbuild, rollup, pageOfVite].map(forPage),
];
