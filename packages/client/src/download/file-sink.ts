import { type BuiltInModules, builtInModule, type FileStatus, type OpenFile } from "./built-in-modules.js";
import { downloadFailed, reasonOf } from "./download-error.js";
import type { Sink } from "./sink.js";

/** Node's modules for files and their paths. */
interface FileModules {
  readonly files: BuiltInModules["node:fs/promises"];
  readonly paths: BuiltInModules["node:path"];
}

/**
 * Writes to a temporary file in the target's folder, and renames it when it is complete. So the target is always a
 * whole download, or what it was before. The temporary file has a short name of its own: any name that the file system
 * takes can be the target's. Through a link, the file that it leads to is written or made, and the link stays.
 *
 * @throws TypeError when the path is empty or is not a `file:` URL, and where the runtime has no files.
 */
export async function fileSink(target: string | URL, overwrite: boolean): Promise<Sink> {
  const files = await builtInModule("node:fs/promises");
  const paths = await builtInModule("node:path");
  const urls = await builtInModule("node:url");
  const path = typeof target === "string" ? target : urls?.fileURLToPath(target.href);
  if (!files || !paths || path === undefined) {
    throw new TypeError("There are no files here: give a WritableStream or a function as the target.");
  }
  if (path === "") throw new TypeError("The path of the file is empty: name a file.");
  const modules = { files, paths };
  let place = path;
  let replaced: FileStatus | undefined;
  let temporary: string | undefined;
  let open: OpenFile | undefined;

  const step = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work;
    } catch (error) {
      const reason = reasonOf(error);
      throw reason === "EEXIST" ? exists(path) : downloadFailed(`${path} cannot be written: ${reason}`, pathHint);
    }
  };
  const begin = async () => {
    if (overwrite) place = await endOfLinks(path, modules);
    const part = `${folderOf(place, paths)}.viking-kb-${crypto.randomUUID().slice(0, 8)}.part`;
    open = await files.open(part, "wx", replaced ? 0o600 : 0o666);
    temporary = part;
    if (replaced) await keepOwnerAndMode(open, replaced);
  };
  const discard = async () => {
    await open?.close().catch(() => {});
    if (temporary !== undefined) await files.unlink(temporary).catch(() => {});
  };
  return {
    prepare: async () => {
      replaced = await step(ifAny(files.stat(path)));
      if (replaced?.isDirectory() || path.endsWith("/") || path.endsWith(paths.sep)) {
        throw downloadFailed(`${path} is a folder.`, "Name a file.");
      }
      if (replaced && !replaced.isFile()) throw downloadFailed(`${path} is a device, a pipe or a socket.`, noFileHint);
      // A link that leads nowhere is there, too.
      if (!overwrite && (replaced || (await step(ifAny(files.lstat(path)))))) throw exists(path);
      await step(begin());
    },
    write: (chunk) => step(open ? open.writeFile(chunk) : Promise.reject()),
    finish: async () => {
      const part = temporary ?? "";
      // What the system has not written yet may fail here, as on a full disk of another machine.
      await step(open?.close() ?? Promise.reject());
      if (overwrite) return step(files.rename(part, place));
      // Linking fails when the file was created in the meantime; renaming would replace it. Not every file system has
      // links.
      await step(
        files.link(part, place).then(
          () => files.unlink(part).catch(() => {}),
          (error) => (reasonOf(error) === "EEXIST" ? Promise.reject(error) : files.rename(part, place)),
        ),
      );
    },
    restart: async () => {
      await discard();
      await step(begin());
    },
    discard,
  };
}

/** What is known of a file; undefined when there is none. */
function ifAny(status: Promise<FileStatus>): Promise<FileStatus | undefined> {
  return status.catch((error) => (reasonOf(error) === "ENOENT" ? undefined : Promise.reject(error)));
}

/** The path behind a link, or behind a chain of them, whether or not a file is there. A circle is found before this. */
async function endOfLinks(path: string, { files, paths }: FileModules): Promise<string> {
  const link = await files.readlink(path).catch(() => undefined);
  if (link === undefined) return path;
  return endOfLinks(paths.isAbsolute(link) ? link : folderOf(path, paths) + link, { files, paths });
}

/**
 * The beginning of a path, up to its last separator; not normalised, since `..` after a linked folder is not its
 * parent.
 */
function folderOf(path: string, { basename }: FileModules["paths"]): string {
  return path.slice(0, path.length - basename(path).length);
}

/** Not everybody may give a file away, and not every file system knows owners: then it stays the caller's. */
async function keepOwnerAndMode(open: OpenFile, { mode, uid, gid }: FileStatus): Promise<void> {
  // The owner first, and without the bits above: they would give what was downloaded the owner's rights.
  const changes = [() => open.chown(-1, gid), () => open.chown(uid, -1), () => open.chmod(mode & 0o777)];
  for (const change of changes)
    await Promise.resolve()
      .then(change)
      .catch(() => {});
}

const pathHint = "Check that its folder exists, that it may be written to, and that there is room.";

const noFileHint =
  "A file would take its place, since it gets its name when it is whole: give a WritableStream or a function instead.";

function exists(path: string) {
  return downloadFailed(`${path} exists already.`, "Name another file, or set `overwrite`.");
}
