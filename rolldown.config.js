import { readFileSync } from "node:fs";
import { basename, relative } from "node:path";

/**
 * The files that a published package is cut into besides its entries: one for each part that may be used alone. Here are
 * the beginnings of the paths in `src` that make up each; all they import is there too, if no file above has it. A
 * bundler leaves a file out whole when nothing of it is used; of a file that it needs, it may keep unused lines.
 */
const parts = {
  "@viking-kb/auth": {
    signing: ["sign/sign-request.ts"],
    credentials: ["credentials/"],
    verification: ["verify/"],
    links: ["links/"],
  },
  "@viking-kb/client": {
    operations: ["generated/index.ts"],
    client: ["create-knowledge-base.ts"],
    redaction: ["errors/redact.ts"],
    "failed-codes": ["errors/describe-failed-code.ts"],
  },
};

// The package is the one in whose folder this is started.
const { name, exports, dependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));
const entries = Object.values(exports).filter((entry) => entry["@viking-kb/source"] !== undefined);

/**
 * Few files, since Node takes about 0.3 ms of CPU time for each that it imports. Not minified, its comments kept, so that
 * a stack trace can be read; and without source maps, which would only add their size to that.
 */
export default {
  input: Object.fromEntries(entries.map((entry) => [basename(entry.default, ".js"), entry["@viking-kb/source"]])),
  external: (id) =>
    Object.keys(dependencies).some((dependency) => id === dependency || id.startsWith(`${dependency}/`)),
  platform: "neutral",
  transform: { target: "es2023" },
  output: {
    dir: "dist",
    chunkFileNames: "[name].js",
    minifyInternalExports: false,
    codeSplitting: {
      groups: Object.entries(parts[name]).map(([part, paths]) => ({
        name: part,
        test: (id) => paths.some((path) => relative("src", id).replaceAll("\\", "/").startsWith(path)),
      })),
    },
  },
  onLog(level, log, handle) {
    handle(level === "warn" ? "error" : level, log);
  },
};
