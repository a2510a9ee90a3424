// The entry point `@viking-kb/client/static`: the same in one file, without dynamic imports, which service workers
// refuse.

export * from "./index.js";
