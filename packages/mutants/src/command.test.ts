import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownersKey } from "@viking-kb/contract/testing/keys";
import { deadUrl } from "@viking-kb/contract/testing/loopback";
import { startModelServer } from "@viking-kb/model";
import { expect, it, onTestFinished } from "vitest";
import { runCommand } from "./command.js";

async function run(...args: string[]) {
  const written = { output: "", errors: "" };
  const code = await runCommand(args, {
    write: (text) => (written.output += text),
    writeError: (text) => (written.errors += text),
    columns: undefined,
    environment: ownersKey,
    now: () => new Date(),
    signal: new AbortController().signal,
    steady: () => 0,
  });
  return { code, ...written };
}

it("names the address that was given where nothing answers there", async () => {
  const url = await deadUrl();
  const { code, errors } = await run(url, "--break", "wrong-type", "--layers", "strict");
  expect(code).toBe(2);
  expect(errors).toMatch(new RegExp(`^error: ${url} .*\n$`));
});

it("refuses a fault that a mock cannot have, without a server", async () => {
  const { code, errors } = await run("--break", "any-host");
  expect(code).toBe(2);
  expect(errors).toBe(
    "error: A mock verifies no signature, so it cannot have the fault any-host: give a server's base URL.\n",
  );
});

it("writes the report of a run with a fault as JSON", async () => {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-break-"));
  const server = await startModelServer();
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  const file = join(folder, "report.json");
  const { code } = await run(server.url, "--break", "wrong-type", "--layers", "strict", "--json", file);
  expect(code).toBe(1);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ kept: false });
});
