import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startFixtureServer } from "../testing/fixture-server.js";

const bin = fileURLToPath(
  new URL("bin/viking-kb-contract.js", import.meta.resolve("@viking-kb/contract/package.json")),
);

let server: Awaited<ReturnType<typeof startFixtureServer>>;
let folder: string;
beforeAll(async () => {
  server = await startFixtureServer();
  folder = await mkdtemp(join(tmpdir(), "viking-kb-cloud-"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** A test cannot reach the cloud, so this server takes its place. All else is as it would be there. */
function runOnCloud(args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const [reader, restricted] = [server.keyOf("reader"), server.keyOf("restricted")];
  const env = {
    PATH: process.env.PATH ?? "",
    NODE_OPTIONS: process.env.NODE_OPTIONS,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    VIKING_KB_ENDPOINT: server.url,
    VIKING_KB_ACCESS_KEY_ID: reader.accessKeyId,
    VIKING_KB_SECRET_ACCESS_KEY: reader.secretAccessKey,
    VIKING_KB_RESTRICTED_ACCESS_KEY_ID: restricted.accessKeyId,
    VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY: restricted.secretAccessKey,
    VIKING_KB_CONTRACT_NAMES: join(folder, "names.yaml"),
  };
  return new Promise((resolve) => {
    const all = [bin, "--cloud", "--rate", "500", ...args];
    const child = execFile(process.execPath, all, { env, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

it("keeps the contract as a cloud of which a collection, a document and a task are known", async () => {
  const task = "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a";
  await writeFile(
    join(folder, "names.yaml"),
    JSON.stringify({
      collection: { handbook: "handbook" },
      document: { handbook: "handbook" },
      task: { [task]: task },
    }),
  );
  const json = join(folder, "report.json");
  const { code, stdout, stderr } = await runOnCloud(["--json", json]);
  // On a busy machine it says how far it is.
  expect(stderr.replaceAll(/^.*: \d+ of \d+, \d+ s\n/gm, "")).toBe("");
  expect(stdout).toContain(`Contract at ${server.url} (cloud)\n`);
  expect(stdout).toMatch(/listPoints +200 +0 +text-chunks +passed\n/);
  expect(stdout).toMatch(/getTaskInfo +200 +0 +documented +not tried\n/);
  expect(code).toBe(0);
  expect(JSON.parse(await readFile(json, "utf8"))).toMatchObject({ target: "cloud", kept: true });
});
