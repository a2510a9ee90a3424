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
  readonly "node:url": { fileURLToPath(url: string): string };
}

/**
 * A module of Node's, where the runtime has it; undefined where it has none, and where it throws when it is asked, as
 * Next.js's edge runtime does. No import that bundlers see, since that would fail in browsers: Node from 20.16 on, Deno
 * and Bun are asked by name, and older Node is given a name to import that is known only as it runs.
 */
export async function builtInModule<Name extends keyof BuiltInModules>(
  name: Name,
): Promise<BuiltInModules[Name] | undefined> {
  try {
    const { process } = globalThis as { process?: NodeProcess };
    if (process?.getBuiltinModule) return process.getBuiltinModule(name);
    return process?.versions?.node ? await import(/* webpackIgnore: true */ /* @vite-ignore */ name) : undefined;
  } catch {
    return undefined;
  }
}

interface NodeProcess {
  getBuiltinModule?<Name extends keyof BuiltInModules>(name: Name): BuiltInModules[Name] | undefined;
  readonly versions?: { readonly node?: string };
}
