import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

// Lets Node run this project's sources as they are, with nothing built: `node --conditions=@viking-kb/source --import
// <this file>`. The condition leads to the sources of each package. Inside them an import names the file that will be
// built, and a command in `bin` what is built already; for both of these the source is taken. A Node without these hooks
// may be started too, such as the one that npm runs on: it runs none of our sources.
module.registerHooks?.({
  resolve(specifier, context, next) {
    const url = /^(\.{1,2}\/|file:).*\.js$/.test(specifier) ? new URL(specifier, context.parentURL) : undefined;
    if (url?.protocol !== "file:" || url.pathname.includes("/node_modules/")) return next(specifier, context);
    url.pathname = url.pathname.replace(/\.js$/, ".ts");
    if (specifier.startsWith("../dist/")) url.pathname = url.pathname.replace("/dist/", "/src/");
    return next(existsSync(fileURLToPath(url)) ? url.href : specifier, context);
  },
});
