import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const sources = globSync("{packages,apps}/*/src/**/*.ts", { cwd: root }).map((file) =>
  readFileSync(`${root}${file}`, "utf8"),
);

test.each(["sequence", "unprintable"])("what a terminal obeys is said in the same words everywhere: %s", (name) => {
  const definition = new RegExp(`^const ${name} = [^]*?;\n`, "m");
  const definitions = sources.flatMap((text) => definition.exec(text)?.[0] ?? []);
  expect(definitions[0]).toMatch(/\/gu;|"g",/);
  expect(new Set(definitions).size).toBe(1);
});
