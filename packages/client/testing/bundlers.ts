import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { rolldown } from "rolldown";

/** A file that a bundler made. */
interface Output {
  readonly code: string;
  /** Files that it imports by a statement, and that are loaded with it. */
  readonly imports: readonly string[];
  /** Modules that it loads from outside the bundle. */
  readonly externals: readonly string[];
}

/** A program bundled for a browser. What is loaded on demand is in files of its own. */
interface Bundle {
  /** Size of what is loaded at first: bytes, minified and gzipped. */
  readonly first: number;
  /** Size of everything, measured in the same way. */
  readonly all: number;
  readonly externals: readonly string[];
  /** Paths of the files that went into it. */
  readonly inputs: readonly string[];
}

/** Bundles a program that stands in a folder. */
export type Bundler = (program: string, folder: string) => Promise<Bundle>;

/** esbuild, with splitting. */
export const bundleByEsbuild: Bundler = async (program, folder) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts", sourcefile: "program.ts" },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    outdir: folder,
    entryNames: "entry",
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [baseName(path), text]));
  const outputs = Object.entries(metafile.outputs).map(([path, { imports }]): [string, Output] => {
    const statements = imports.filter(({ kind, external }) => kind === "import-statement" && !external);
    return [
      baseName(path),
      {
        code: texts.get(baseName(path)) ?? "",
        imports: statements.map(({ path }) => baseName(path)),
        externals: imports.flatMap(({ path, external }) => (external ? path : [])),
      },
    ];
  });
  return weigh(new Map(outputs), Object.keys(metafile.inputs));
};

/** Rolldown, which is what Vite bundles with. */
export const bundleByRolldown: Bundler = async (program, folder) => {
  const entry = `${folder}/program.ts`;
  const bundle = await rolldown({
    input: entry,
    cwd: folder,
    platform: "browser",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? program : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, entryFileNames: "entry.js" });
  await bundle.close();
  const chunks = output.filter((file) => file.type === "chunk");
  const names = new Set(chunks.map(({ fileName }) => fileName));
  const outputs = chunks.map(({ fileName, code, imports, dynamicImports }): [string, Output] => [
    fileName,
    {
      code,
      imports: imports.filter((name) => names.has(name)),
      externals: [...imports, ...dynamicImports].filter((name) => !names.has(name)),
    },
  ]);
  return weigh(
    new Map(outputs),
    chunks.flatMap(({ moduleIds }) => moduleIds),
  );
};

function weigh(outputs: ReadonlyMap<string, Output>, inputs: readonly string[]): Bundle {
  const sum = (names: Iterable<string>) => {
    const sizes = [...names].map((name) => gzipSync(outputs.get(name)?.code ?? "", { level: 9 }).length);
    return sizes.reduce((total, size) => total + size, 0);
  };
  return {
    first: sum(loadedAtFirst(outputs)),
    all: sum(outputs.keys()),
    externals: [...outputs.values()].flatMap(({ externals }) => externals),
    inputs,
  };
}

/** The entry, the files that it imports by a statement, the files that these import, and so on. */
function loadedAtFirst(outputs: ReadonlyMap<string, Output>, name = "entry.js", found = new Set<string>()) {
  found.add(name);
  for (const next of outputs.get(name)?.imports ?? []) if (!found.has(next)) loadedAtFirst(outputs, next, found);
  return found;
}

function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, "");
}
