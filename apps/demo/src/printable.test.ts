import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Where texts from elsewhere are made fit for a terminal: three programs that know no package in common. */
const places: Record<string, string[]> = {
  "apps/cli/src/printable.ts": ["sequence", "unprintable"],
  "apps/server/src/printable.ts": ["sequence", "unprintable"],
  "packages/contract/src/escape-unprintable.ts": ["unprintable"],
};

function definition(file: string, name: string): string | undefined {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
  return new RegExp(`^const ${name} = [^]*?;\n`, "m").exec(text)?.[0];
}

test.each(["sequence", "unprintable"])("what a terminal obeys is said in the same words everywhere: %s", (name) => {
  const files = Object.keys(places).filter((file) => places[file]?.includes(name));
  const definitions = files.map((file) => definition(file, name));
  expect(definitions[0]).toMatch(/\/gu;|"g",/);
  expect(new Set(definitions).size).toBe(1);
});
