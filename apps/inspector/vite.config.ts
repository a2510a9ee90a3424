import { defineConfig } from "vite";

/**
 * The page. The relay serves what is built; what it needs stands in the files alone, since the policy allows nothing
 * else.
 */
export default defineConfig({
  build: {
    outDir: "dist/page",
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The libraries ask for their licences to go with them. Under a name that begins like LICENSE, pnpm would take the
    // file for that of the package.
    license: { fileName: "notices.md" },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
