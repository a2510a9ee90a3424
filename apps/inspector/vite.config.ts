import { defineConfig } from "vite";

/** The page. The relay serves what is built; what it needs stands in the files alone, since the policy allows nothing else. */
export default defineConfig({
  build: {
    outDir: "dist/page",
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The libraries ask for their licences to go with them.
    license: { fileName: "licenses.md" },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
