import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { consumers } from "../consumers/consumers.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const [, section = ""] = /\n## Auth and client\n(.*?)\n## /s.exec(read("../../../docs/runtimes.md")) ?? [];

/** The rows of the table, without its head. */
const rows = [...section.matchAll(/^\| (.+?) \| (.+?) \| .+ \|$/gm)]
  .map(([, name = "", version = ""]) => ({ name, version }))
  .filter(({ name }) => name !== "consumer");

test("docs/runtimes.md lists the consumers, in their order", () => {
  expect(rows.map(({ name }) => name)).toEqual(consumers.map(({ name }) => name));
});

test.each(rows)("docs/runtimes.md has a version of $name that is tried: $version", ({ version }) => {
  const [, number = ""] = / (\d[\d.]+)$/.exec(version) ?? [];
  const pinned = `${read("../consumers/tools.ts")}${read("../../../package.json")}${read("../package.json")}`;
  // `"node": "24.21.0"`, `deno@2.9.6` or `">=20.0.0"`.
  expect(pinned).toMatch(new RegExp(`(": "|@|>=)${number.replaceAll(".", "\\.")}["\`]`));
});
