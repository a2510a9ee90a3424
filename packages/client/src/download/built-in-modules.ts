/** What is used of an open file of Node's. */
export interface OpenFile {
  writeFile(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What is used of Node's own modules. This package is built without Node's types, so that none slips into it. */
export interface BuiltInModules {
  readonly "node:fs/promises": {
    open(path: string, flags: string): Promise<OpenFile>;
    link(existing: string, path: string): Promise<void>;
    rename(from: string, to: string): Promise<void>;
    lstat(path: string): Promise<{ isDirectory(): boolean }>;
    unlink(path: string): Promise<void>;
  };
  readonly "node:dns/promises": {
    lookup(host: string, options: { readonly all: true }): Promise<{ readonly address: string }[]>;
  };
  readonly "node:url": { fileURLToPath(url: URL): string };
}

/** A module of Node's, where the runtime has it: an import would be seen by bundlers, and fail in browsers. */
export function builtInModule<Name extends keyof BuiltInModules>(name: Name): BuiltInModules[Name] | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: Name): BuiltInModules[Name] | undefined } };
  return process?.getBuiltinModule?.(name);
}
