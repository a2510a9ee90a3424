import { readdir, readFile } from "node:fs/promises";
import { extname } from "node:path";

/** A file of the built page. */
export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
  /** Whether its name holds a hash of its content. */
  readonly isHashed: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The built page. */
export interface PageFiles {
  /**
   * The file at a path. Any path is a place of the page, whatever it ends with, since a document's id may look like the
   * name of a file; only of the assets there is none under another name.
   */
  at(path: string): PageFile | undefined;
}

/**
 * Reads the built page, a few hundred kB, so that nothing is looked up on the disk by a path that somebody asks for.
 *
 * @throws Error that says what to do, when it is not there.
 */
export async function readPageFiles(folder: URL): Promise<PageFiles> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const path = `/${name.replaceAll("\\", "/")}`;
    const body = await readFile(new URL(`.${path}`, folder));
    files.set(path, { body, type, isHashed: path.startsWith("/assets/") });
  }
  const start = files.get("/index.html");
  if (!start) throw new Error("The inspector's page is not built. In a clone, run pnpm build first.");
  return { at: (path) => files.get(path) ?? (path.startsWith("/assets/") ? undefined : start) };
}
