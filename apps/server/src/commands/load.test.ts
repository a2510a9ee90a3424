import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../../testing/command-folder.js";

describe("load", () => {
  test("refuses to replace what was imported, unless it is told to", async () => {
    const { run } = await commandFolder();
    await run("import", "docs", "--collection", "handbook");
    const refused = await run("load");
    expect(refused.errors).toBe(
      "error: Nothing was loaded: documents were imported into handbook in project default. Load into another --database, or say --replace to lose them.\n",
    );
    expect(refused.exitCode).toBe(1);
    expect((await run("import", "docs", "--collection", "handbook")).output).toContain("2 unchanged");
    expect((await run("load", "--replace")).exitCode).toBe(0);
    expect((await run("import", "docs", "--collection", "handbook")).output).toContain("2 done");
  });

  test("the contract's fixtures by default; twice, and the keys are kept", async () => {
    const { run } = await commandFolder();
    const first = await run("load");
    expect(first.errors).toMatch(
      /^Loaded \d+ collections, \d+ documents, \d+ points and \d+ tasks from .*fixtures\.yaml\.$/m,
    );
    const variables = parseEnv(first.output);
    expect(first.output.split("\n").map((line) => line.split("=")[0])).toEqual([
      "VIKING_KB_ACCESS_KEY_ID",
      "VIKING_KB_SECRET_ACCESS_KEY",
      "VIKING_KB_RESTRICTED_ACCESS_KEY_ID",
      "VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY",
      "",
    ]);
    const second = await run("load");
    expect(second.output).toBe("");
    expect(second.errors).toContain(`The key reader (${variables.VIKING_KB_ACCESS_KEY_ID}) is kept`);
  });

  test("says what it loaded, in numbers that fit", async () => {
    const { folder, run } = await commandFolder();
    await writeFile(join(folder, "own.yaml"), "projects: { default: { collections: { one: {} } } }\n");
    expect((await run("load", "own.yaml")).errors).toBe(
      "Loaded 1 collection, 0 documents, 0 points and 0 tasks from own.yaml.\n",
    );
  });

  test("a file that is wrong changes nothing", async () => {
    const { folder, run } = await commandFolder();
    await writeFile(join(folder, "own.yaml"), "projects:\n  default:\n    collections:\n      1st: {}\n");
    const { exitCode, errors } = await run("load", "own.yaml");
    expect(errors).toMatch(/^error: .*own\.yaml:4 /m);
    expect(exitCode).toBe(1);
    expect((await run("keys", "list")).errors).toMatch(/^There is no key yet/);
  });
});
