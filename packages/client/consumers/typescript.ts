import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Consumer } from "./consumer.ts";
import { run } from "./run-command.ts";
import { versionOf } from "./tools.ts";

const strictOptions = {
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

const versions = ["lowestTypescript", "typescript5", "typescript6", "typescript"] as const;

/** A way of resolving modules. */
interface Resolver {
  readonly name: string;
  readonly scripts: "module" | "commonjs";
  readonly options: object;
  /**
   * Whether what uses every entry is also compiled with the types of each platform alone; they do not differ by
   * resolver.
   */
  readonly onPlatforms?: true;
  /** The versions that do not have it. */
  readonly absentFrom?: (version: string) => boolean;
}

const resolvers: readonly Resolver[] = [
  {
    name: "NodeNext, on each platform",
    scripts: "module",
    options: { module: "nodenext", moduleResolution: "nodenext" },
    onPlatforms: true,
  },
  { name: "Bundler", scripts: "module", options: { module: "esnext", moduleResolution: "bundler" } },
  // There a CommonJS file must not require an ES module.
  { name: "Node16, CommonJS", scripts: "commonjs", options: { module: "node16", moduleResolution: "node16" } },
  {
    name: "node10, module commonjs",
    scripts: "commonjs",
    options: { module: "commonjs", moduleResolution: "node10" },
    absentFrom: (version) => Number.parseInt(version, 10) >= 7,
  },
];

/**
 * Compiles a program and what uses every entry, with one version and one way of resolving modules, and runs the
 * program, CommonJS on the lowest Node.
 */
function typescriptConsumer(tool: (typeof versions)[number], resolver: Resolver): Consumer {
  const { name, scripts, options, onPlatforms } = resolver;
  // Version 6 takes what version 7 has no more, when told so.
  const deprecated = tool === "typescript6" && name.startsWith("node10") ? { ignoreDeprecations: "6.0" } : {};
  return {
    name: `TypeScript under ${name}`,
    tools: [tool, "lowestNode", ...(onPlatforms ? (["nodeTypes", "workerTypes"] as const) : [])],
    programs: ["types.ts", "every-entry.ts", "try-calls.js", "try-calls.d.ts"],
    scripts,
    async run({ project, url, tools }) {
      const compile = async (title: string, files: readonly string[], more: object) => {
        const compilerOptions = { ...strictOptions, ...options, ...deprecated, ...more };
        await writeFile(join(project, title), JSON.stringify({ compilerOptions, files }));
        // Checking the types of a platform takes a busy machine a minute.
        const limited = { cwd: project, timeoutMs: 180_000 };
        await run(process.execPath, [tools[tool].command("tsc"), "-p", title], limited);
      };
      await compile("tsconfig.json", ["types.ts", "every-entry.ts"], {});
      const node = scripts === "commonjs" ? tools.lowestNode.command("node") : process.execPath;
      await run(node, ["types.js", url], { cwd: project });
      if (!onPlatforms) return;
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

/** Each version under each resolver that it has. */
export const typescriptConsumers: readonly Consumer[] = versions.flatMap((tool) =>
  resolvers
    .filter(({ absentFrom }) => !absentFrom?.(versionOf(tool)))
    .map((resolver) => typescriptConsumer(tool, resolver)),
);
