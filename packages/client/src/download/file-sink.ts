import { builtInModule, type OpenFile } from "./built-in-modules.js";
import { downloadFailed, reasonOf } from "./download-error.js";
import type { Sink } from "./sink.js";

/**
 * Writes to a file beside the one that is asked for, and gives it its name when it is whole: what stands under the name
 * is the whole of a download, or what stood there before.
 *
 * @throws TypeError when the path is empty or no `file:` URL, and where the runtime has no files.
 */
export async function fileSink(target: string | URL, overwrite: boolean): Promise<Sink> {
  const files = await builtInModule("node:fs/promises");
  const urls = await builtInModule("node:url");
  const path = typeof target === "string" ? target : urls?.fileURLToPath(target.href);
  if (!files || path === undefined) {
    throw new TypeError("There are no files here: give a WritableStream or a function as the target.");
  }
  if (path === "") throw new TypeError("The path of the file is empty: name a file.");
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  let open: OpenFile | undefined;

  const step = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      const reason = reasonOf(error);
      throw reason === "EEXIST" ? exists(path) : downloadFailed(`${path} cannot be written: ${reason}`, pathHint);
    }
  };
  return {
    prepare: async () => {
      const found = await files.lstat(path).catch(() => undefined);
      if (found?.isDirectory()) throw downloadFailed(`${path} is a folder.`, "Name a file.");
      if (found && !overwrite) throw exists(path);
      await step(
        files.open(temporary, "wx").then((file) => {
          open = file;
        }),
      );
    },
    write: (chunk) => step(open ? open.writeFile(chunk) : Promise.reject()),
    finish: async () => {
      await open?.close();
      open = undefined;
      if (overwrite) return step(files.rename(temporary, path));
      // Unlike renaming, this fails where somebody has made the file in the meantime. Not every file system can do it.
      await step(
        files.link(temporary, path).then(
          () => files.unlink(temporary),
          (error) => (reasonOf(error) === "EEXIST" ? Promise.reject(error) : files.rename(temporary, path)),
        ),
      );
    },
    discard: async () => {
      await open?.close().catch(() => {});
      await files.unlink(temporary).catch(() => {});
    },
  };
}

const pathHint = "Check that its folder exists, that it may be written to, and that there is room.";

function exists(path: string) {
  return downloadFailed(`${path} exists already.`, "Name another file, or set `overwrite`.");
}
