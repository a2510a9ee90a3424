/** Takes away what finds node:crypto, before the code that looks for it is loaded. */
Object.defineProperty(process, "getBuiltinModule", { value: undefined });
