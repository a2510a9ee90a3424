import { join } from "node:path";
import { bundlerConsumers } from "./bundlers.ts";
import type { Consumer } from "./consumer.ts";
import { nextConsumer } from "./next.ts";
import { run } from "./run-command.ts";
import type { ToolName } from "./tools.ts";
import { typescriptConsumers } from "./typescript.ts";

/** Calls, downloads to files and looks names up: by a Node that is a tool, or by the Node that runs this. */
function nodeConsumer(name: string, scripts: "module" | "commonjs", tool?: ToolName): Consumer {
  return {
    name: `${name} by ${scripts === "module" ? "import" : "require"}`,
    tools: tool === undefined ? [] : [tool],
    programs: ["import.js", "try-auth.js", "try-calls.js", "downloads.js"],
    scripts,
    async run({ project, url, tools }) {
      const node = tool === undefined ? process.execPath : tools[tool].command("node");
      for (const program of ["import.js", "downloads.js"]) await run(node, [program, url], { cwd: project });
    },
  };
}

/** Jest with its defaults. */
function jestConsumer(name: string, node: ToolName): Consumer {
  return {
    name: `Jest with its defaults on ${name}`,
    tools: ["jest", node],
    programs: ["__tests__", "try-auth.js", "try-calls.js"],
    scripts: "commonjs",
    async run({ project, url, tools }) {
      const arguments_ = [tools.jest.command("jest"), "--cacheDirectory=.jest"];
      await run(tools[node].command("node"), arguments_, { cwd: project, env: { ENDPOINT: url } });
    },
  };
}

/** All consumers, in the order of the table. */
export const consumers: readonly Consumer[] = [
  nodeConsumer("Node", "module"),
  nodeConsumer("Node", "commonjs"),
  nodeConsumer("Node 20", "module", "node20"),
  nodeConsumer("Node 20", "commonjs", "node20"),
  nodeConsumer("the lowest Node of `engines`,", "module", "lowestNode"),
  nodeConsumer("the lowest Node of `engines`,", "commonjs", "lowestNode"),
  jestConsumer("Node 20", "node20"),
  jestConsumer("the lowest Node of `engines`", "lowestNode"),
  {
    name: "vitest 3 in jsdom",
    tools: ["vitest", "jsdom"],
    programs: ["jsdom", "try-calls.js"],
    async run({ project, url, tools }) {
      const started = [tools.vitest.command("vitest"), "run", "--root", "jsdom"];
      await run(process.execPath, started, { cwd: project, env: { ENDPOINT: url } });
    },
  },
  ...typescriptConsumers,
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
  ...bundlerConsumers,
  nextConsumer,
];
