/** Removes the function that finds node:crypto, before the code under test is loaded. */
Object.defineProperty(process, "getBuiltinModule", { value: undefined });
