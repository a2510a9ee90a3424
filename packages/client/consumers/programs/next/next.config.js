import { resolve } from "node:path";

// The tools are in a folder beside the project, linked into it.
export default { turbopack: { root: resolve("../..") } };
