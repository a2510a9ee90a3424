import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

/** The public face of a package: names, kinds and types of each entry point, by file name. */
export type Faces = Readonly<Record<string, string>>;

/** The folder of the faces in a package. */
export const faceFolder = "face";

/** The types that every package is compiled with. By default the extractor would look for them where it is started. */
const typesFolder = fileURLToPath(new URL("..", import.meta.resolve("@types/node/package.json")));

/** The workspaces that have a face: those that are packed for publication and export something typed. */
export function workspacesWithFaces(root: string): string[] {
  return ["packages", "apps"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((workspace) => readManifest(join(root, workspace)).files !== undefined)
    .filter((workspace) => Object.keys(entryPoints(join(root, workspace))).length > 0)
    .sort();
}

/**
 * Reads the faces of a built package from its declarations. Types that exported ones refer to are included, without
 * `export`; other unexported types, docstrings and the places of files are not.
 *
 * @throws Error when a declaration does not compile.
 */
export function describeFaces(workspace: string): Faces {
  const { name: packageName } = readManifest(workspace);
  const reports = mkdtempSync(join(tmpdir(), "viking-kb-faces-"));
  try {
    const configurations = Object.entries(entryPoints(workspace)).map(
      ([name, declarations]) => [name, configure(workspace, declarations, name, reports)] as const,
    );
    const [first, ...others] = configurations.map(([, configuration]) => configuration);
    if (!first) return {};
    const additionalEntryPoints = others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
    const compilerState = CompilerState.create(first, { additionalEntryPoints });
    return Object.fromEntries(
      configurations.map(([name, configuration]) => {
        extract(configuration, compilerState);
        const title = name === "index" ? packageName : `${packageName}/${name}`;
        return [`${name}.md`, toFace(title, readFileSync(configuration.reportTempFilePath, "utf8"))];
      }),
    );
  } finally {
    rmSync(reports, { recursive: true });
  }
}

interface Typed {
  readonly types?: string;
}

function readManifest(workspace: string): {
  readonly name: string;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string | (Typed & { readonly import?: Typed })>>;
} {
  return JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"));
}

/** The declarations of the entry points, by name; `index` is the package itself. */
function entryPoints(workspace: string): Record<string, string> {
  const entries = Object.entries(readManifest(workspace).exports ?? {});
  return Object.fromEntries(
    entries.flatMap(([path, target]) => {
      const { types } = typeof target === "string" ? {} : (target.import ?? target);
      return types === undefined ? [] : [[path === "." ? "index" : path.slice(2), join(workspace, types)]];
    }),
  );
}

function configure(workspace: string, declarations: string, name: string, reports: string): ExtractorConfig {
  const nothing = { default: { logLevel: ExtractorLogLevel.None } };
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(workspace, "package.json"),
    configObject: {
      projectFolder: workspace,
      mainEntryPointFilePath: declarations,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "es2023",
            lib: ["es2023"],
            module: "nodenext",
            types: ["node"],
            typeRoots: [typesFolder],
            strict: true,
            skipLibCheck: true,
          },
          files: [declarations],
        },
      },
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFileName: name,
        reportFolder: join(reports, "kept"),
        reportTempFolder: reports,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: nothing,
        tsdocMessageReporting: nothing,
      },
    },
  });
}

function extract(configuration: ExtractorConfig, compilerState: CompilerState): void {
  const errors: string[] = [];
  Extractor.invoke(configuration, {
    compilerState,
    messageCallback(message) {
      if (message.logLevel === ExtractorLogLevel.Error) errors.push(message.text);
      message.handled = true;
    },
  });
  if (errors.length > 0) throw new Error(`${configuration.mainEntryPointFilePath}: ${errors.join("\n")}`);
}

/** The code of a report, without docstrings and the lines that are the same for every item. */
function toFace(title: string, report: string): string {
  const [, code = ""] = /^```ts\n([\s\S]*)^```$/m.exec(report) ?? [];
  const types = code
    .replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, "")
    .replaceAll(/^ *\/\/ (@public|\(undocumented\)|@public \(undocumented\)|\(No @package.*)\n/gm, "");
  return `# ${title}\n\nWritten by \`pnpm faces\`, held by \`npm test\`.\n\n\`\`\`ts\n${types.trim()}\n\`\`\`\n`;
}
