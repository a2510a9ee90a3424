import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { dirname, join } from "node:path";
import timers from "node:timers/promises";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { key, openProfileHome, type ProfileHome } from "../../testing/profile-home.js";
import { recordTerminal } from "../../testing/recorded-terminal.js";
import { temporaryFolder } from "../../testing/temporary-folder.js";
import { run } from "../run.js";

let home: ProfileHome;
beforeEach(() => {
  home = openProfileHome();
});

/** Lets the pauses of one test pass at once, and keeps how many milliseconds each would have taken. */
function withoutPauses(): number[] {
  const pauses: number[] = [];
  const spy = vi.spyOn(timers, "setTimeout").mockImplementation(async (milliseconds = 0) => {
    pauses.push(milliseconds);
    return undefined as never;
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    spy.mockRestore();
    syncBuiltinESMExports();
  });
  return pauses;
}

const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);

describe("the file", () => {
  test("is the user's alone, in a folder of the user's alone, and nothing else stays there", async () => {
    mkdirSync(dirname(home.path), { recursive: true, mode: 0o755 });
    await home.add("work");
    await home.add("home");
    expect([mode(home.path), mode(dirname(home.path))]).toEqual(["600", "700"]);
    expect(readdirSync(dirname(home.path))).toEqual(["profiles.json"]);
  });

  test("stands where XDG_CONFIG_HOME says, unless that is relative", async () => {
    const elsewhere = temporaryFolder();
    const script = { input: "id\nsesame" };
    await home.profile(["add", "work"], { ...script, environment: { XDG_CONFIG_HOME: elsewhere } });
    expect(existsSync(join(elsewhere, "viking-kb", "profiles.json"))).toBe(true);
    expect(existsSync(home.path)).toBe(false);
    await home.profile(["add", "work"], { ...script, environment: { XDG_CONFIG_HOME: "relative" } });
    expect(existsSync(home.path)).toBe(true);
  });

  test.each([0o644, 0o640, 0o604, 0o620])("is refused when others have rights (%o)", async (wide) => {
    home.write(JSON.stringify({ default: "work", profiles: { work: key } }), wide);
    for (const argv of [
      ["profile", "list"],
      ["profile", "use", "work"],
      ["task", "info", "t"],
    ]) {
      const terminal = recordTerminal({ homeFolder: home.homeFolder });
      expect(await run(argv, terminal)).toBe(2);
      expect(terminal.errors).toBe(
        `error: Others may read ${home.path} (its mode is ${wide.toString(8)}), and it holds secrets.\nhint: Run: chmod 600 '${home.path}'\n`,
      );
    }
    expect(mode(home.path)).toBe(wide.toString(8));
  });

  const broken: Record<string, [text: string, fault: string]> = {
    "that ends too early": ['{"profiles": {', "line 1 is not JSON"],
    "with a comma too many": [
      '{\n  "profiles": {\n    "work": {"secretAccessKey": "sesame",}\n  }\n}',
      "line 3 is not JSON",
    ],
    "with a bare word": ['{"profiles": sesame}', "it is not JSON"],
    "that is empty": ["", "it is not JSON"],
    "that holds a list": ["[]", 'it has no object "profiles"'],
    "without profiles": ["{}", 'it has no object "profiles"'],
    "with a list of profiles": ['{"profiles": []}', 'it has no object "profiles"'],
    "with an odd default": ['{"profiles": {}, "default": 1}', '"default" is not a text'],
    "with an empty profile": ['{"profiles": {"work": null}}', 'profile "work" is not an object'],
    "without a secret": [
      '{"profiles": {"work": {"accessKeyId": "sesame"}}}',
      'profile "work" has no text "secretAccessKey"',
    ],
    "with an odd region": [
      '{"profiles": {"work": {"accessKeyId": "a", "secretAccessKey": "sesame", "region": 1}}}',
      '"region" of profile "work" is not a text',
    ],
  };
  test.each(Object.entries(broken))("%s is told where, not shown, and left as it is", async (_, [text, fault]) => {
    home.write(text);
    for (const argv of [["list"], ["add", "new"], ["use", "work"], ["remove", "work"]]) {
      const { exitCode, errors } = await home.profile(argv, { input: "id\nsesame" });
      expect(exitCode).toBe(2);
      expect(errors).toContain(`error: The profiles in ${home.path} cannot be read: ${fault}.\n`);
      expect(errors).not.toContain("sesame");
    }
    expect(home.text()).toBe(text);
    expect(readdirSync(dirname(home.path))).toEqual(["profiles.json"]);
  });

  test("that is a folder is told", async () => {
    mkdirSync(home.path, { recursive: true, mode: 0o700 });
    const { exitCode, errors } = await home.profile(["list"]);
    expect(exitCode).toBe(2);
    expect(errors).toContain(`error: The profiles in ${home.path} cannot be used: EISDIR on read.`);
  });

  test.each(["that is there", "that is made"])("behind a link is the one %s, and the link stays", async (what) => {
    const elsewhere = temporaryFolder();
    mkdirSync(dirname(home.path), { recursive: true, mode: 0o700 });
    // One link leads to the other, and that one is relative.
    symlinkSync("kb.json", join(elsewhere, "link.json"));
    symlinkSync(join(elsewhere, "link.json"), home.path);
    if (what === "that is there") writeFileSync(join(elsewhere, "kb.json"), '{"profiles":{}}', { mode: 0o600 });
    const { exitCode, errors } = await home.add("work");
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    expect(readlinkSync(home.path)).toBe(join(elsewhere, "link.json"));
    expect(Object.keys(JSON.parse(readFileSync(join(elsewhere, "kb.json"), "utf8")).profiles)).toEqual(["work"]);
    expect(mode(join(elsewhere, "kb.json"))).toBe("600");
    expect(readdirSync(elsewhere)).toEqual(["kb.json", "link.json"]);
    expect(Object.keys(home.saved().profiles)).toEqual(["work"]);
  });

  test("behind a link that leads to itself is told", async () => {
    mkdirSync(dirname(home.path), { recursive: true, mode: 0o700 });
    symlinkSync("profiles.json", home.path);
    const { exitCode, errors } = await home.add("work");
    expect(exitCode).toBe(2);
    expect(errors).toContain(`error: The profiles in ${home.path} cannot be used: `);
  });

  test.skipIf(process.platform === "win32")("that is a pipe is told, and nobody waits for it", async () => {
    mkdirSync(dirname(home.path), { recursive: true, mode: 0o700 });
    execFileSync("mkfifo", ["-m", "600", home.path]);
    for (const argv of [["list"], ["add", "work"]]) {
      const { exitCode, errors } = await home.profile(argv, { input: "id\nsesame" });
      expect(exitCode).toBe(2);
      expect(errors).toContain(`error: The profiles in ${home.path} cannot be used: it is not a file.\n`);
    }
  });

  test("keeps what this version does not know", async () => {
    home.write(JSON.stringify({ version: 2, profiles: { work: { ...key, note: "mine" } } }));
    await home.add("home");
    await home.profile(["remove", "home"]);
    expect(home.saved()).toEqual({ version: 2, profiles: { work: { ...key, note: "mine" } } });
  });

  test("loses no profile to others that are added at once", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const results = await Promise.all(names.map((name) => home.add(name)));
    expect(results.map(({ exitCode }) => exitCode)).toEqual(names.map(() => 0));
    expect(Object.keys(home.saved().profiles).toSorted()).toEqual(names.toSorted());
    expect(results.filter(({ output }) => output.includes("it is the default"))).toHaveLength(1);
  });

  test("that stays locked for two seconds is told, and what to delete", async () => {
    await home.add("work");
    writeFileSync(`${home.path}.new`, "");
    const pauses = withoutPauses();
    const { exitCode, errors } = await home.add("home");
    expect(pauses.reduce((total, milliseconds) => total + milliseconds, 0)).toBe(2000);
    expect(exitCode).toBe(2);
    expect(errors).toBe(
      `error: Another viking-kb is changing the profiles: ${home.path}.new exists.\nhint: Try again; if none is running, delete that file.\n`,
    );
    expect(Object.keys(home.saved().profiles)).toEqual(["work"]);
  });
});
