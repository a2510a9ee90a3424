import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** What a bundler makes for a browser of a program that imports the built package, as its users do. */
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

test.each(["@viking-kb/auth", "@viking-kb/auth/sign"])(
  "a program that signs by %s is at most 2,550 bytes, minified and gzipped",
  async (entry) => {
    const { text } = await bundle(`export { signRequest } from "${entry}";`);
    expect(text).toContain("HMAC-SHA256");
    expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(2550);
  },
);

describe("what is bundled for a browser", () => {
  test.each(["@viking-kb/auth", "@viking-kb/auth/sign", "@viking-kb/auth/explain"])(
    "of %s imports nothing, node:crypto neither",
    async (entry) => {
      const { text, imports } = await bundle(`export * from "${entry}";`);
      expect(imports).toEqual([]);
      expect(text).not.toMatch(/\b(?:import|require)\b\s*[("'{]/);
    },
  );
});
