import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

// Lets Node run this project's sources without a build: `node --conditions=@viking-kb/source --import <this file>`. The
// condition leads to the sources of each package. Imports in them name built files, and so do the commands in `bin`:
// this hook takes the source of each. A Node without these hooks, such as the one that npm may run on, runs none of the
// sources, so it does not need them.
module.registerHooks?.({
  resolve(specifier, context, next) {
    const url = /^(\.{1,2}\/|file:).*\.js$/.test(specifier) ? new URL(specifier, context.parentURL) : undefined;
    if (url?.protocol !== "file:" || url.pathname.includes("/node_modules/")) return next(specifier, context);
    url.pathname = url.pathname.replace(/\.js$/, ".ts");
    if (specifier.startsWith("../dist/")) url.pathname = url.pathname.replace("/dist/", "/src/");
    return next(existsSync(fileURLToPath(url)) ? url.href : specifier, context);
  },
});
