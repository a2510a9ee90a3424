import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

// Lets Node run this project's sources without a build: `node --conditions=@viking-kb/source --import <this file>`. The
// condition leads to the sources of each package. Imports in them name built files, and so do the commands in `bin`:
// this hook takes the source of each. A Node without these hooks, such as the one that npm may run on, runs none of the
// sources, so it does not need them.
module.registerHooks?.({
  resolve(specifier, context, next) {
    if (specifier === "kysely") return inOneFile(next(specifier, context));
    const url = /^(\.{1,2}\/|file:).*\.js$/.test(specifier) ? new URL(specifier, context.parentURL) : undefined;
    if (url?.protocol !== "file:" || url.pathname.includes("/node_modules/")) return next(specifier, context);
    url.pathname = url.pathname.replace(/\.js$/, ".ts");
    if (specifier.startsWith("../dist/")) url.pathname = url.pathname.replace("/dist/", "/src/");
    return next(existsSync(fileURLToPath(url)) ? url.href : specifier, context);
  },
});

/**
 * Kysely has 257 files, which takes half of the time in which a process of the tests starts. Where they have made one
 * file of it (`apps/server/testing/quick-starts.ts`), for the version that is installed, that is taken instead.
 */
function inOneFile(resolved) {
  const installed = /\/(kysely@[^/]+)\/node_modules\/kysely\//.exec(resolved.url)?.[1];
  const url = new URL(`../../../node_modules/.cache/in-one-file/${installed}.js`, import.meta.url);
  return installed !== undefined && existsSync(url) ? { ...resolved, url: url.href } : resolved;
}
