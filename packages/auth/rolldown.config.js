import { defineConfig } from "rolldown";

// What is published is few files, since Node takes about 0.3 ms of CPU time for each that it imports. Not minified, its
// comments kept, so that a stack trace can be read; and without source maps, which would add to that their size alone.
export default defineConfig({
  input: { index: "src/index.ts", sign: "src/sign.ts", explain: "src/explain/index.ts" },
  platform: "neutral",
  transform: { target: "es2023" },
  output: {
    dir: "dist",
    chunkFileNames: "[name].js",
    minifyInternalExports: false,
    codeSplitting: {
      // A file for each part that may be used alone, with all it imports that stands in none before it: a bundler leaves
      // a file that nothing is used of out whole, and of one that it needs not always every unused line.
      groups: [
        { name: "signing", test: /[\\/]src[\\/]sign[\\/]sign-request\.ts$/ },
        { name: "credentials", test: /[\\/]src[\\/]credentials[\\/]/ },
        { name: "verification", test: /[\\/]src[\\/]verify[\\/]/ },
        { name: "links", test: /[\\/]src[\\/]links[\\/]/ },
      ],
    },
  },
  onLog(level, log, handle) {
    handle(level === "warn" ? "error" : level, log);
  },
});
