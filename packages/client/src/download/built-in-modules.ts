/** The parts of Node's open file that are used here. */
export interface OpenFile {
  writeFile(bytes: Uint8Array): Promise<void>;
  chmod(mode: number): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  close(): Promise<void>;
}

/** What is used of Node's description of a file. */
export interface FileStatus {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  isDirectory(): boolean;
  isFile(): boolean;
}

/**
 * The parts of Node's modules that are used here. This package is built without Node's types, so that it cannot use
 * more of Node by mistake.
 */
export interface BuiltInModules {
  readonly "node:fs/promises": {
    open(path: string, flags: string, mode: number): Promise<OpenFile>;
    link(existing: string, path: string): Promise<void>;
    rename(from: string, to: string): Promise<void>;
    stat(path: string): Promise<FileStatus>;
    lstat(path: string): Promise<FileStatus>;
    readlink(path: string): Promise<string>;
    unlink(path: string): Promise<void>;
  };
  readonly "node:dns/promises": {
    lookup(host: string, options: { readonly all: true }): Promise<{ readonly address: string }[]>;
  };
  readonly "node:path": { readonly sep: string; basename(path: string): string; isAbsolute(path: string): boolean };
  readonly "node:url": { fileURLToPath(url: string): string };
}

/**
 * A module of Node's; undefined when the runtime has none, or throws when asked, as Next.js's edge runtime does.
 * Bundlers must not see an import, since that would fail in browsers. Node from 20.16 on, Deno and Bun are asked for it
 * by name; older Node imports it by a name that it has only at run time. Of that the build makes `require` in CommonJS.
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
