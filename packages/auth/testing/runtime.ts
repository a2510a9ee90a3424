/** Whether this run has no node:crypto to hash with. Web Crypto takes about thirty times as long for a short text. */
export const isPortableRun = process.getBuiltinModule === undefined;
