import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../../testing/command-folder.js";

describe("the secrets of new keys", () => {
  const makers = { "keys create": ["keys", "create"], load: ["load"] };
  test.each(Object.entries(makers))("%s gives them to a new file that no other user may read", async (_title, argv) => {
    const { folder, run } = await commandFolder();
    const { exitCode, output, errors } = await run(...argv, "--key-file", "key.env");
    expect(output).toBe("");
    expect(errors).toMatch(/ key\.env, and in the database\.\n$/);
    expect(exitCode).toBe(0);
    const file = join(folder, "key.env");
    const { VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY } = parseEnv(await readFile(file, "utf8"));
    expect((await run("keys", "list")).output).toContain(VIKING_KB_ACCESS_KEY_ID);
    expect(VIKING_KB_SECRET_ACCESS_KEY).toMatch(/^[\w-]{40}$/);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test.each(Object.entries(makers))("%s makes no key where the file is there already", async (_title, argv) => {
    const { folder, run } = await commandFolder();
    const { exitCode, errors } = await run(...argv, "--key-file", "docs/leave.md");
    expect(errors).toBe(
      "error: Cannot write docs/leave.md: it is there already; name another, or remove it first. No key was made.\n",
    );
    expect(exitCode).toBe(1);
    expect((await run("keys", "list")).errors).toMatch(/^There is no key yet/);
    expect(await readFile(join(folder, "docs/leave.md"), "utf8")).toContain("# Leave");
  });

  test("a file that cannot be filled is not left behind", async () => {
    const { folder, run } = await commandFolder();
    expect((await run("load", "nothing.yaml", "--key-file", "key.env")).exitCode).toBe(1);
    await expect(stat(join(folder, "key.env"))).rejects.toThrow("ENOENT");
  });
});
