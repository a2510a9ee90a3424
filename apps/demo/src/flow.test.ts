import { globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * Who may know whom: what a workspace ships, and what its tests may use besides. A workspace that is not named here
 * fails, so that a new one is thought about.
 */
const flow: Record<string, { ships: string[]; tests: string[] }> = {
  spec: { ships: [], tests: [] },
  "packages/auth": { ships: [], tests: [] },
  "packages/client": { ships: ["auth"], tests: ["mock", "spec"] },
  "packages/command-line": { ships: [], tests: [] },
  "packages/model": { ships: ["auth", "spec"], tests: [] },
  "packages/endpoint": { ships: ["spec"], tests: [] },
  "packages/mock": { ships: ["command-line", "endpoint", "spec"], tests: [] },
  "packages/bench": { ships: ["auth", "client", "command-line", "mock", "server", "spec"], tests: [] },
  "packages/contract": { ships: ["auth", "command-line", "mock", "spec"], tests: ["client", "model"] },
  "packages/contract-changes": { ships: ["command-line", "contract", "spec"], tests: [] },
  "packages/mutants": { ships: ["auth", "command-line", "contract", "mock"], tests: ["model"] },
  "apps/server": { ships: ["auth", "command-line", "endpoint", "spec"], tests: ["contract", "mock"] },
  "apps/inspector": { ships: ["client", "spec"], tests: ["server"] },
  "apps/cli": { ships: ["client", "command-line", "inspector", "spec"], tests: ["mock"] },
  // The tests run what the documents of all of them show.
  "apps/demo": {
    ships: ["cli", "command-line", "contract", "inspector", "mock", "mutants", "server", "spec"],
    tests: ["auth", "client", "endpoint", "model"],
  },
};

const root = fileURLToPath(new URL("../../../", import.meta.url));
const workspaces = [
  "spec",
  ...["packages", "apps"].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)),
];

/** Every text in quotes that follows a word by which a module is loaded. */
const specifier = /(?:\bfrom|\bimport|\brequire|\bload|\bresolve)\s*\(?\s*(["'`])([^"'`]+)\1/g;
/** What a test runs, a program of a stranger's too, is not shipped. */
const isTest = (file: string) => /\.test\.tsx?$|(^|[/\\])(testing|programs)[/\\]/.test(file);

function sourceFiles(workspace: string): string[] {
  const exclude = (path: string) => /(^|[/\\])(node_modules|dist)$/.test(path);
  return globSync("**/*.{ts,tsx,js,cjs,mjs}", { cwd: join(root, workspace), exclude })
    .map((file) => join(root, workspace, file))
    .filter((file) => file !== fileURLToPath(import.meta.url)); // Its table of ways would count as imports.
}

/**
 * What a file's text loads, as `package` or `package/inside`, or as a path when it leaves its own workspace. The
 * configuration at the root is everybody's.
 */
function loadedBy(text: string, file: string, workspace: string): string[] {
  return [...text.matchAll(specifier)].flatMap(([, , name = ""]) => {
    if (name.startsWith("@viking-kb/")) return [name.replace("@viking-kb/", "")];
    if (!name.startsWith(".")) return [];
    const path = relative(root, join(dirname(file), name))
      .split(sep)
      .join("/");
    const isAnybodys = path === workspace || path.startsWith(`${workspace}/`) || !path.includes("/");
    return isAnybodys ? [] : [path];
  });
}

const ways: [text: string, loaded: string[]][] = [
  ['import { a } from "@viking-kb/spec/openapi.json";', ["spec/openapi.json"]],
  ['export * from "@viking-kb/client";', ["client"]],
  ['import "@viking-kb/client";', ["client"]],
  ['await import("@viking-kb/client");', ["client"]],
  ['require("@viking-kb/client");', ["client"]],
  ['import.meta.resolve("@viking-kb/cli/bin/viking-kb.js");', ["cli/bin/viking-kb.js"]],
  ['import { a } from "../../client/src/index.js";', ["packages/client/src/index.js"]],
  ['import { a } from "../../../apps/cli/src/run.js";', ["apps/cli/src/run.js"]],
  ['import { a } from "./own.js";\nimport b from "../testing/own.js";', []],
  ['import { testsOf } from "../../../vitest.config.ts";', []],
  ['import { a } from "vitest";', []],
];
test.each(ways)("%s is seen", (text, loaded) => {
  expect(loadedBy(text, join(root, "packages/auth/src/file.ts"), "packages/auth")).toEqual(loaded);
});

test("every workspace has its place in the flow", () => {
  expect([...workspaces].sort()).toEqual(Object.keys(flow).sort());
});

const manifestOf = (workspace: string) => JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8"));
const isPrivate = new Set(
  workspaces.map(manifestOf).flatMap((manifest) => (manifest.private ? [manifest.name.slice(11)] : [])),
);

describe.each(workspaces)("%s", (workspace) => {
  const { ships, tests } = flow[workspace] ?? { ships: [], tests: [] };
  const manifest = manifestOf(workspace);
  const own = (dependencies: object = {}) =>
    Object.keys(dependencies).flatMap((name) => (name.startsWith("@viking-kb/") ? [name.slice(11)] : []));

  test("depends on whom it may know", () => {
    // Of what a published package ships, the private ones are in its bundle, and no dependency of whoever installs it.
    const bundled = manifest.private ? [] : ships.filter((name) => isPrivate.has(name));
    // An optional peer is installed by those alone who want it.
    const peers = own(manifest.peerDependencies);
    const notInstalled = [...bundled, ...peers];
    expect(own(manifest.dependencies).sort()).toEqual(ships.filter((name) => !notInstalled.includes(name)));
    expect(own(manifest.devDependencies).sort()).toEqual([...notInstalled, ...tests].sort());
  });

  test("loads whom it may know, and by what they export", () => {
    const wrong = sourceFiles(workspace).flatMap((file) => {
      const allowed = isTest(relative(root, file)) ? [...ships, ...tests] : ships;
      return loadedBy(readFileSync(file, "utf8"), file, workspace)
        .filter((name) => name.split("/")[0] !== manifest.name.slice(11))
        .filter((name) => !allowed.includes(name.split("/")[0] ?? "") || /\/(src|dist)\//.test(name))
        .map((name) => `${relative(root, file)} loads ${name}`);
    });
    expect(wrong).toEqual([]);
  });
});

test("what is published depends on nothing else at run time", () => {
  const foreign = ["auth", "client"].flatMap((name) => {
    return Object.keys(manifestOf(`packages/${name}`).dependencies ?? {}).filter(
      (dependency) => !dependency.startsWith("@viking-kb/"),
    );
  });
  expect(foreign).toEqual([]);
});
