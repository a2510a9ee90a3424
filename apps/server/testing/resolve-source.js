import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

// Lets Node run the sources as they are, in the threads and processes that they start as well: an import names the file
// that will be built, and where there is none yet its source is meant.
registerHooks({
  resolve(specifier, context, next) {
    const url = /^(\.{1,2}\/|file:)/.test(specifier) ? new URL(specifier, context.parentURL) : undefined;
    if (url?.protocol !== "file:" || !url.pathname.endsWith(".js") || existsSync(fileURLToPath(url))) {
      return next(specifier, context);
    }
    url.pathname = url.pathname.replace(/\.js$/, ".ts");
    return next(existsSync(fileURLToPath(url)) ? url.href : specifier, context);
  },
});
