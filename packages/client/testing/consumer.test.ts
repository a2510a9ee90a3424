import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMock } from "@viking-kb/mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const packagesFolder = fileURLToPath(new URL("../..", import.meta.url));
const packages = ["auth", "client"].map((name) => join(packagesFolder, name));

/** A little project as a user has it: nothing of this workspace but the two packed tarballs. */
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "viking-kb-consumer-"));
  await writeFile(join(project, "package.json"), '{ "name": "consumer", "private": true }');
  for (const folder of packages) await run("pnpm", ["pack", "--pack-destination", project], { cwd: folder });
  const tarballs = (await readdir(project)).filter((file) => file.endsWith(".tgz")).map((file) => `./${file}`);
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", ...tarballs], { cwd: project });
}, 120_000);
afterAll(() => rm(project, { recursive: true, force: true }));

const calls = `
const kb = createKnowledgeBase({
  credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
  endpoint: process.argv[2],
});
const main = async () => {
  const collection = await kb.collections.info({ name: "test_collection_name" });
  const error = await kb.docs.info({ collection_name: "handbook", doc_id: "" }).catch((error) => error);
  console.log(JSON.stringify([collection.creator, isKnowledgeBaseError(error, "invalid-request")]));
};
main();`;

const consumers: { title: string; file: string; source: string }[] = [
  {
    title: "import",
    file: "consumer.mjs",
    source: `import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";${calls}`,
  },
  {
    title: "require",
    file: "consumer.cjs",
    source: `const { createKnowledgeBase, isKnowledgeBaseError } = require("@viking-kb/client");${calls}`,
  },
];

/** The targets of an entry in a manifest. */
interface Targets {
  readonly import: Readonly<Record<"types" | "default", string>>;
  readonly require: Readonly<Record<"types" | "default", string>>;
}

/** The files of a folder that some of them load, by a statement or on demand, and so on. */
async function loadedFrom(folder: string, files: readonly string[], found = new Set<string>()): Promise<string[]> {
  for (const file of files.filter((file) => !found.has(file))) {
    found.add(file);
    const text = await readFile(join(folder, file), "utf8");
    const ways = /(?:\bfrom |\bimport ?\(?|\brequire\()"\.\/([^"]+)"/g;
    const next = [...text.matchAll(ways)].map(([, name = ""]) =>
      // Declarations name the JavaScript that they stand beside.
      file.includes(".d.") ? name.replace(/\.(c?)js$/, ".d.$1ts") : name,
    );
    await loadedFrom(folder, next, found);
  }
  return [...found];
}

describe("the packed client in a project of its own", () => {
  test.each(consumers)("$title", async ({ file, source }) => {
    const mock = await startMock({ port: 0 });
    await writeFile(join(project, file), source);
    const { stdout } = await run(process.execPath, [file, mock.url], { cwd: project });
    await mock.close();
    expect(JSON.parse(stdout)).toEqual(["xxx", true]);
  });

  test("the bare generated classes", async () => {
    const mock = await startMock({ port: 0 });
    await writeFile(
      join(project, "bare.mjs"),
      `import { Configuration, TasksApi } from "@viking-kb/client/generated";
       const api = new TasksApi(new Configuration({ basePath: process.argv[2], headers: { Authorization: "HMAC-SHA256 example" } }));
       console.log(JSON.stringify(await api.getTaskInfo({ taskInfoRequest: { task_id: "xxx" } })));`,
    );
    const { stdout } = await run(process.execPath, ["bare.mjs", mock.url], { cwd: project });
    await mock.close();
    expect(JSON.parse(stdout)).toMatchObject({ code: 0, data: { status: "success" } });
  });

  test.each(["types.mts", "types.cts"])(
    "its types in %s, under a strict compiler that checks libraries too",
    async (file) => {
      await writeFile(
        join(project, file),
        `import { createKnowledgeBase, type PointPage } from "@viking-kb/client";
       import { PointsApi } from "@viking-kb/client/generated";
       const kb = createKnowledgeBase({ credentials: { accessKeyId: "a", secretAccessKey: "b" } });
       export const page: Promise<PointPage> = kb.points.list({ collection_name: "a", doc_ids: null });
       export const bare = new PointsApi();
       // @ts-expect-error one of collection_name and resource_id is required
       export const missing = kb.points.list({ limit: 1 });`,
      );
      const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
      // Under node16 a CommonJS file must not require an ES module.
      const options = ["--noEmit", "--strict", "--module", "node16", "--target", "es2022", "--lib", "es2023,dom"];
      const { stdout } = await run(process.execPath, [compiler, ...options, file], { cwd: project }).catch(
        (error: { stdout: string }) => error,
      );
      expect(stdout).toBe("");
    },
  );

  test("nothing else is installed, and nothing but built files is packed", async () => {
    const modules = join(project, "node_modules");
    expect((await readdir(modules)).filter((name) => !name.startsWith("."))).toEqual(["@viking-kb"]);
    expect((await readdir(join(modules, "@viking-kb"))).sort()).toEqual(["auth", "client"]);
    for (const name of ["auth", "client"]) {
      const folder = join(modules, "@viking-kb", name);
      expect((await readdir(folder)).sort()).toEqual(["LICENSE", "README.md", "dist", "package.json"]);
      const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      expect(Object.keys(manifest.dependencies ?? {})).toEqual(name === "client" ? ["@viking-kb/auth"] : []);
      const entries = Object.values<Targets | string>(manifest.exports).flatMap((entry) =>
        typeof entry === "string" ? [] : [entry.import, entry.require].flatMap((target) => Object.values(target)),
      );
      // A file that was renamed or removed must not live on in what is published.
      const files = entries.map((entry) => basename(entry));
      expect((await readdir(join(folder, "dist"))).sort()).toEqual(
        (await loadedFrom(join(folder, "dist"), files)).sort(),
      );
    }
  });
});
