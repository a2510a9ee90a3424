import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const published = globSync("{spec,packages/*,apps/*}/package.json", { cwd: root })
  .sort()
  .map((file) => dirname(file).replaceAll("\\", "/"))
  .map((folder) => ({ folder, manifest: JSON.parse(read(`${folder}/package.json`)) }))
  .filter(({ manifest }) => !manifest.private)
  .map((row) => ({ ...row, name: row.manifest.name as string }));

const { hooks } = createRequire(import.meta.url)(join(root, ".pnpmfile.cjs"));
afterEach(() => vi.unstubAllEnvs());

/** What a manifest is in the package: in a workflow of this repository, or elsewhere. */
function packedManifest({ folder, manifest }: (typeof published)[number], repository = "") {
  vi.stubEnv("GITHUB_SERVER_URL", repository && "https://git.example");
  vi.stubEnv("GITHUB_REPOSITORY", repository);
  return hooks.beforePacking(structuredClone(manifest), join(root, folder));
}

describe.each(published)("$name is published", (row) => {
  test("with what somebody who finds it asks for", () => {
    const manifest = packedManifest(row);
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/\.$/),
      keywords: expect.arrayContaining(["volcengine", "vikingdb", "knowledge-base"]),
      license: "Apache-2.0",
      engines: { node: expect.stringMatching(/^>=\d+\.\d+/) },
      publishConfig: { access: "public" },
    });
    expect(manifest.files).toEqual(expect.arrayContaining(["README.md", "LICENSE"]));
  });

  test("without what only this project has", () => {
    const manifest = packedManifest(row);
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(["devDependencies"]));
    expect(manifest).not.toHaveProperty("scripts");
    expect(JSON.stringify(manifest.exports ?? {})).not.toContain("@viking-kb/source");
  });

  test("with the place of the repository whose workflow packs it, and with none elsewhere", () => {
    expect(packedManifest(row, "somebody/her-copy")).toMatchObject({
      repository: { type: "git", url: "git+https://git.example/somebody/her-copy.git", directory: row.folder },
      bugs: { url: "https://git.example/somebody/her-copy/issues" },
      homepage: `https://git.example/somebody/her-copy/tree/HEAD/${row.folder}#readme`,
    });
    for (const key of ["repository", "bugs", "homepage"]) expect(packedManifest(row)).not.toHaveProperty(key);
  });

  test("for a Node that docs/runtimes.md names", () => {
    if (["@viking-kb/auth", "@viking-kb/client"].includes(row.name)) return; // Their table is that of the consumers.
    expect(read("docs/runtimes.md")).toContain(`| \`${row.name}\` | ${row.manifest.engines.node} |`);
  });
});

test("pnpm packs what the hook makes, with the licence of the root", () => {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-packed-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "cli.tgz");
  const env = { ...process.env, GITHUB_SERVER_URL: "https://git.example", GITHUB_REPOSITORY: "somebody/her-copy" };
  execFileSync("pnpm", ["pack", "--out", file], { cwd: join(root, "apps/cli"), env, stdio: "ignore" });
  const inPackage = (name: string) => execFileSync("tar", ["-xzOf", file, `package/${name}`], { encoding: "utf8" });
  expect(JSON.parse(inPackage("package.json"))).toMatchObject({
    repository: { directory: "apps/cli" },
    dependencies: { "@viking-kb/client": expect.stringMatching(/^\d/) },
  });
  expect(inPackage("LICENSE")).toBe(read("LICENSE"));
});

test("the contract has the version of its package", () => {
  const [, version] = /^ {2}version: (.*)$/m.exec(read("spec/openapi.yaml")) ?? [];
  expect(version).toBe(JSON.parse(read("spec/package.json")).version);
});

test("every pnpm that is named is the pinned one", () => {
  const { packageManager } = JSON.parse(read("package.json"));
  const files = [
    "*.md",
    "docs/**/*.md",
    "{spec,packages/*,apps/*}/README.md",
    ".github/**/*.yml",
    "package.json",
    ".ci/run",
  ];
  const others = globSync(files, { cwd: root })
    .flatMap((file) => [...read(file).matchAll(/pnpm@\d[\d.]*\d/g)].map(([named]) => ({ file, named })))
    .filter(({ named }) => named !== packageManager);
  expect(others).toEqual([]);
});
