import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { describeFaces, type Faces, faceFolder, workspacesWithFaces } from "./faces.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

describe("What a package shows is what its face says", () => {
  test.each(workspacesWithFaces(root))("%s", (workspace) => {
    expect(
      describeFaces(join(root, workspace)),
      `${workspace}/${faceFolder} is not what the package exports. Where that is meant: npx -y pnpm@10.34.9 faces`,
    ).toEqual(keptFaces(workspace));
  });
});

function keptFaces(workspace: string): Faces {
  const folder = join(root, workspace, faceFolder);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** A built package of these declarations, by path; `index.d.ts` and `extra.d.ts` are its entry points. */
function makePackage(declarations: Readonly<Record<string, string>>, atEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-package-"));
  atEnd(() => rmSync(folder, { recursive: true }));
  const entryPoint = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
  const exports = { ".": entryPoint("index"), "./extra": entryPoint("extra"), "./data.json": "./data.json" };
  const manifest = { name: "sample", version: "1.0.0", type: "module", exports };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  for (const [path, text] of Object.entries({ "extra.d.ts": "export declare const extra: 1;", ...declarations })) {
    mkdirSync(dirname(join(folder, "dist", path)), { recursive: true });
    writeFileSync(join(folder, "dist", path), text);
  }
  return folder;
}

const index = 'export { start, type Started } from "./start.js";';
const start = `import type { Port } from "./port.js";
/** A started thing. */
export interface Started {
    /** Where it listens. */
    readonly port: Port;
    readonly state: {
        /** How long, in seconds. */
        readonly up: number;
    };
}
export declare function start(port?: Port): Promise<Started>;
export declare const unseen: boolean;
`;
const port = "export type Port = number | Given;\nexport type Given = string;\nexport type Unseen = never;\n";
const inOneFolder = { "index.d.ts": index, "start.d.ts": start, "port.d.ts": port };

test("A face holds what is exported and what that leads to, and nothing else", () => {
  expect(describeFaces(makePackage(inOneFolder))).toEqual({
    "extra.md": expect.stringContaining("# sample/extra\n"),
    "index.md": `# sample

Written by \`pnpm faces\`, held by \`npm test\`.

\`\`\`ts
type Given = string;

type Port = number | Given;

export function start(port?: Port): Promise<Started>;

export interface Started {
    readonly port: Port;
    readonly state: {
        readonly up: number;
    };
}
\`\`\`
`,
  });
});

const unchanged: Record<string, Record<string, string>> = {
  "files that were moved": {
    "index.d.ts": index.replace("./start", "./deeper/start"),
    "deeper/start.d.ts": start.replace("./port", "../port"),
    "port.d.ts": port,
  },
  "docstrings in other words, or none": {
    ...inOneFolder,
    "start.d.ts": start.replace("A started", "Another").replace(/ *\/\*\* Where.*\n/, ""),
  },
  "another order": { ...inOneFolder, "port.d.ts": port.split("\n").toReversed().join("\n") },
};
const changed: Record<string, Record<string, string>> = {
  "a parameter that must be given": { ...inOneFolder, "start.d.ts": start.replace("port?:", "port:") },
  "a type that an exported one leads to": { ...inOneFolder, "port.d.ts": port.replace("string", "1") },
  "an export less": { ...inOneFolder, "index.d.ts": 'export { start } from "./start.js";' },
};
describe("The face of a package that has", () => {
  let face: Faces;
  beforeAll(() => {
    face = describeFaces(makePackage(inOneFolder, afterAll));
  });

  test.each(Object.entries(unchanged))("%s is the same", (_what, declarations) => {
    expect(describeFaces(makePackage(declarations))).toEqual(face);
  });

  test.each(Object.entries(changed))("%s is another", (_what, declarations) => {
    expect(describeFaces(makePackage(declarations))).not.toEqual(face);
  });
});

test("A declaration that does not compile is an error, not a face with a hole", () => {
  const broken = makePackage({ ...inOneFolder, "port.d.ts": "export type Port = Nowhere;" });
  expect(() => describeFaces(broken)).toThrow("Nowhere");
});
