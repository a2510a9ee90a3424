import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { consumers } from "../consumers/consumers.ts";
import { versionOf } from "../consumers/tools.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const [, section = ""] = /\n## Auth and client\n(.*?)\n## /s.exec(read("../../../docs/runtimes.md")) ?? [];

/** The table, without its head: each consumer once, with the versions that it is tried with. */
const told = [...section.matchAll(/^\| (.+?) \| [^|]*?(\d[\d., ]*) \| [^|]+ \|$/gm)].map(
  ([, name = "", versions = ""]) => ({ name, versions: versions.split(", ") }),
);

test("docs/runtimes.md lists the consumers, with their versions", () => {
  const ownNode: string = JSON.parse(read("../../../package.json")).devDependencies.node;
  const versionsOf = (consumer: string) =>
    consumers
      .filter(({ name }) => name === consumer)
      .map(({ tools: [tool] }) => (tool === undefined ? ownNode : versionOf(tool)));
  const names = [...new Set(consumers.map(({ name }) => name))];
  const expected = names.map((name) => ({ name, versions: versionsOf(name) }));
  expect(told).toEqual(expected);
});
