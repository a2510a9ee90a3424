import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const [, section = ""] = readFileSync(`${root}CONTRIBUTING.md`, "utf8").split("\n## Gates\n");

/** The rows of the table of gates. */
const gates = [...section.matchAll(/^\| (.*) \| (\d+|) \| (npm test|\.ci\/run) \|$/gm)].map(
  ([, name = "", seconds = "", place]) => ({ name, seconds, place }),
);
const namesAt = (place: string) => gates.filter((gate) => gate.place === place).map(({ name }) => name);

test("CONTRIBUTING lists what npm test does", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const [, tasks = ""] = /turbo\.js run ([^-]*) --/.exec(scripts.check) ?? [];
  expect(namesAt("npm test").map((name) => /^`([^`]+)`/.exec(name)?.[1])).toEqual(tasks.split(" "));
});

test.skipIf(process.platform === "win32")("CONTRIBUTING lists the gates of .ci/run, with what each takes", () => {
  const { stdout } = spawnSync("bash", [".ci/run", "--list"], { cwd: root, encoding: "utf8" });
  expect(namesAt(".ci/run")).toEqual(stdout.trimEnd().split("\n"));
  const seconds = gates.filter(({ place }) => place === ".ci/run").map((gate) => Number(gate.seconds || Number.NaN));
  expect(seconds.reduce((total, each) => total + each, 0)).toBeLessThanOrEqual(45 * 60);
});
