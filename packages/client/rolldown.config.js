import { defineConfig } from "rolldown";

// Few files, readable, without source maps: the reasons stand in the configuration of packages/auth.
export default defineConfig({
  input: {
    index: "src/index.ts",
    explain: "src/explain.ts",
    generated: "src/generated/index.ts",
    testing: "src/testing/index.ts",
  },
  external: /^@viking-kb\/auth/,
  platform: "neutral",
  transform: { target: "es2023" },
  output: {
    dir: "dist",
    chunkFileNames: "[name].js",
    minifyInternalExports: false,
    codeSplitting: {
      // What several of the files share. The others are the entries, and what is loaded when it is asked for.
      groups: [
        { name: "operations", test: /[\\/]src[\\/]generated[\\/]index\.ts$/ },
        { name: "client", test: /[\\/]src[\\/]create-knowledge-base\.ts$/ },
        { name: "redaction", test: /[\\/]src[\\/]errors[\\/]redact\.ts$/ },
        { name: "failed-codes", test: /[\\/]src[\\/]errors[\\/]describe-failed-code\.ts$/ },
      ],
    },
  },
  onLog(level, log, handle) {
    handle(level === "warn" ? "error" : level, log);
  },
});
