import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bundleByEsbuild, bundleByRolldown } from "../testing/bundlers.js";

const folder = fileURLToPath(new URL(".", import.meta.url)).replace(/[\\/]$/, "");
const bundlers = { Rolldown: bundleByRolldown, esbuild: bundleByEsbuild };
// The built packages, as their users import them.
const programs = {
  createKnowledgeBase: 'export { createKnowledgeBase } from "@viking-kb/client";',
  everything: 'export * from "@viking-kb/client";',
};

/**
 * Bytes, minified and gzipped: what is loaded at first, and together with all that is loaded on demand (failures,
 * waits, going through points, download, explain, toCurl, logging, Chinese). The limits stand 3 % above what was
 * measured, so that growth is decided upon. esbuild loads the texts of failed_code and what reads links at first, since
 * the entry exports these, and auth's checks of a key, which only a refused one needs.
 */
const rows = [
  { bundler: "Rolldown", program: "createKnowledgeBase", first: 9_950, all: 39_660 },
  { bundler: "Rolldown", program: "everything", first: 14_420, all: 41_870 },
  { bundler: "esbuild", program: "createKnowledgeBase", first: 12_510, all: 40_440 },
  { bundler: "esbuild", program: "everything", first: 14_000, all: 41_940 },
] as const;

describe("what is bundled for a browser", () => {
  test.each(rows)("by $bundler, $program: at most $first bytes at first, $all in all", async (row) => {
    const { first, all } = await bundlers[row.bundler](programs[row.program], folder);
    expect.soft(first).toBeLessThanOrEqual(row.first);
    expect.soft(all).toBeLessThanOrEqual(row.all);
  });

  test.each(Object.entries(bundlers))(
    "by %s imports no module of a runtime, and nothing of ./testing",
    async (_bundler, bundle) => {
      const { inputs, externals } = await bundle(programs.everything, folder);
      expect(externals).toEqual([]);
      expect(inputs.filter((path) => /[\\/]testing\.js$/.test(path))).toEqual([]);
      expect(inputs.filter((path) => /(^|client[\\/])dist[\\/]index\.js$/.test(path))).toHaveLength(1);
    },
  );
});
