import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** What a bundler makes for a browser of a program. */
async function bundle(program: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  return { text: outputFiles[0]?.text ?? "", imports: output?.imports };
}

test("a program that signs is at most 2500 bytes, minified and gzipped", async () => {
  const { text } = await bundle('export { signRequest } from "./index.js";');
  expect(text).toContain("HMAC-SHA256");
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(2500);
});

describe("what is bundled for a browser", () => {
  test("imports nothing, node:crypto neither", async () => {
    const { text, imports } = await bundle('export * from "./index.js";');
    expect(imports).toEqual([]);
    expect(text).not.toMatch(/\b(?:import|require)\b\s*[("'{]/);
  });
});
