import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const script = fileURLToPath(new URL("../bin/with-demo-key.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "viking-kb-key-"));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "data of mine"));
writeFileSync(join(folder, "data of mine/demo.env"), "VIKING_KB_ACCESS_KEY_ID=AKLTMINE\n");
const command = join(folder, "command.js");
writeFileSync(command, "console.log(process.env.VIKING_KB_ACCESS_KEY_ID, ...process.argv.slice(2))");

function run(VIKING_KB_DATA: string) {
  const env = { ...process.env, HOME: folder, VIKING_KB_DATA, VIKING_KB_ACCESS_KEY_ID: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, command, "a", "--b"], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test.each([
  ["by its path", join(folder, "data of mine")],
  ["from here", "data of mine"],
  ["from home", "~/data of mine"],
])("pnpm local takes the key of the data folder that is named %s", (_how, named) => {
  expect(run(named)).toEqual({ status: 0, stdout: "AKLTMINE a --b\n", stderr: "" });
});

test("pnpm local says where it looked for a key", () => {
  const settings = join(folder, "nothing/demo.env");
  expect(run("nothing")).toEqual({
    status: 1,
    stdout: "",
    stderr: `There is no key yet in ${settings}: npm start makes one, and serves what it may read.\n`,
  });
});
