import { readFileSync } from "node:fs";
import { basename, relative } from "node:path";
import { dts } from "rolldown-plugin-dts";

/**
 * The files that a published package is cut into besides its entries: one for each part that may be used alone. Here
 * are the beginnings of the paths in `src` that make up each; all they import is there too, if no file above has it. A
 * bundler leaves a file out whole when nothing of it is used; of a file that it needs, it may keep unused lines.
 */
const parts = {
  "@viking-kb/auth": {
    signing: ["sign/sign-request.ts"],
    credentials: ["credentials/"],
    verification: ["verify/"],
    links: ["links/"],
  },
  "@viking-kb/client": {
    operations: ["generated/index.ts"],
    client: ["create-knowledge-base.ts"],
    redaction: ["errors/redact.ts"],
    "failed-codes": ["errors/describe-failed-code.ts"],
    "link-expiry": ["download/link-expiry.ts"],
  },
};

/**
 * What a package starts as threads and processes of its own: files beside the one that starts them, in `src` as in
 * `dist`.
 */
const started = {
  "@viking-kb/server": {
    "export-worker": "src/export/export-worker.ts",
    "import-worker": "src/import/import-worker.ts",
    "reading-main": "src/import/read/reading-main.ts",
    "reading-guard": "src/import/read/reading-guard.ts",
  },
};

/**
 * Libraries that become part of a package, with their licences in `dist/notices.md`; they are development dependencies
 * of it. Kysely has 257 files, which took almost half of a server's start.
 */
const copied = { "@viking-kb/server": ["kysely"] };

// The package is the one in whose folder this is started.
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const { name, exports = {}, bin, dependencies = {}, peerDependencies = {}, devDependencies = {} } = manifest;

/** The sources of the entries, by name: what others import, what `bin` starts, and what these start. */
const imported = Object.fromEntries(
  Object.values(exports).flatMap(({ "@viking-kb/source": source, default: built, import: module }) =>
    // A path with a star leads to what the tests of others use.
    source === undefined || source.includes("*") ? [] : [[basename(built ?? module.default, ".js"), source]],
  ),
);
const entries = { ...imported, ...(bin && { main: "src/main.ts" }), ...started[name] };

const belongsTo = (packages, id) => packages.some((own) => id === own || id.startsWith(`${own}/`));
const installed = Object.keys({ ...dependencies, ...peerDependencies });
const own = Object.keys(devDependencies).filter((library) => library.startsWith("@viking-kb/"));

/**
 * What users install stays an import. Our private packages become part of the bundle: they are development dependencies
 * of the package. Anything else, but what is copied on purpose, would be a copy of somebody's code that nobody knows
 * of.
 */
function external(id, importer) {
  if (/^[./\0]|^[A-Za-z]:/.test(id)) return false;
  if (id.startsWith("node:") || belongsTo(installed, id)) return true;
  if (belongsTo([...own, ...(copied[name] ?? [])], id)) return false;
  throw new Error(`${importer} imports ${id}, which is not among the dependencies of ${name}.`);
}

const input = {
  external,
  checks: { bundlerTimings: false },
  onLog(level, log, handle) {
    handle(level === "warn" ? "error" : level, log);
  },
};

const javaScript = (format, extension) => ({
  ...input,
  platform: bin === undefined ? "neutral" : "node",
  resolve: { conditionNames: ["@viking-kb/source", "import"] },
  transform: { target: "es2023" },
  output: {
    dir: "dist",
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name].${extension}`,
    minifyInternalExports: false,
    // As ES modules are by themselves.
    strict: format === "cjs",
  },
});

/** The entry that is one file and loads nothing later, for runtimes that refuse `import()`. */
const wholeEntry = "static";
const { [wholeEntry]: whole, ...others } = entries;

/**
 * Few files, since Node takes about 0.3 ms of CPU time for each that it imports. Not minified, its comments kept, so
 * that a stack trace can be read; and without source maps, which would only add their size to that.
 */
function javaScriptInParts(format, extension) {
  const options = javaScript(format, extension);
  const libraries = copied[name] ?? [];
  const groups = [
    ...Object.entries(parts[name] ?? {}).map(([part, paths]) => ({
      name: part,
      test: (id) => paths.some((path) => relative("src", id).replaceAll("\\", "/").startsWith(path)),
    })),
    ...libraries.map((library) => ({
      name: library,
      test: (id) => id.replaceAll("\\", "/").includes(`/node_modules/${library}/`),
    })),
  ];
  const plugins = [
    ...(format === "cjs" ? ownModulesBy("(ownModule.require ? ownModule.require(name) : $1)") : []),
    ...(libraries.length > 0 ? noticesOf(libraries) : []),
  ];
  return { ...options, input: others, plugins, output: { ...options.output, codeSplitting: { groups } } };
}

function javaScriptInOne(format, extension) {
  const options = javaScript(format, extension);
  return {
    ...options,
    input: { [wholeEntry]: whole },
    // What has neither, an ES module on Node before 20.16, counts as having no such modules.
    plugins: ownModulesBy(format === "cjs" ? "ownModule.require?.(name)" : "undefined"),
    output: { ...options.output, codeSplitting: false },
  };
}

/**
 * How Node before 20.16 gets its own modules: code asks for them by a name that it has only when it runs. CommonJS does
 * so by `require`, since Jest refuses every `import()`. That is called by way of an alias of `module`: bundlers would
 * warn that they cannot follow `require(name)`, and what they build has no `require` there, so that the import stays.
 */
function ownModulesBy(way) {
  const renderChunk = (code) =>
    code
      .replace(/(?<=\bawait )(import\([^)]*\bname\s*\))/g, way)
      .replace(/^"use strict";\n(?=.*\bownModule\.)/s, "$&const ownModule = module;\n");
  return [{ name: "own modules", renderChunk }];
}

/** The licences of what is copied ask to go with it. */
function noticesOf(libraries) {
  const notices = libraries.map((library) => {
    const folder = `node_modules/${library}`;
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    return `# ${library} ${version} (${license})\n\n${readFileSync(`${folder}/LICENSE`, "utf8").trim()}\n`;
  });
  const generateBundle = function () {
    this.emitFile({ type: "asset", fileName: "notices.md", source: notices.join("\n") });
  };
  return [{ name: "notices", generateBundle }];
}

/** One file for each entry, made of the declarations that `tsc` has written. */
const declarations = (extension) => ({
  ...input,
  input: Object.fromEntries(
    Object.entries(imported).map(([entry, source]) => [
      entry,
      source.replace("./src/", "./dist/types/").replace(/\.ts$/, ".d.ts"),
    ]),
  ),
  // What is read are declarations already: no compiler is started for them.
  plugins: [dts({ dtsOnly: true, generator: "oxc" })],
  output: { dir: "dist", entryFileNames: `[name].d.${extension}`, chunkFileNames: `[name].d.${extension}` },
});

const isCommonJs = Object.values(exports).some((entry) => entry.require !== undefined);
const formats = [["es", "js", "ts"], ...(isCommonJs ? [["cjs", "cjs", "cts"]] : [])];

export default formats.flatMap(([format, extension, declared]) => [
  javaScriptInParts(format, extension),
  ...(whole ? [javaScriptInOne(format, extension)] : []),
  ...(Object.keys(imported).length > 0 ? [declarations(declared)] : []),
]);
